import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The browser that journeys run in: the one that E2E_CHROMIUM names, one that the system has, or the one that npm brought
 * (E2E_CHROMIUM=npm asks for that). Undefined leaves it to Playwright's own, from `npx playwright install chromium`.
 */
export async function browserPath(): Promise<string | undefined> {
  const asked = process.env.E2E_CHROMIUM
  if (asked && asked !== 'npm') return asked
  const installed = asked === 'npm' ? undefined : INSTALLED.find((file) => existsSync(file))
  if (installed) return installed
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  return unpackedBrowser(path.resolve('.cache/chromium'))
}

async function unpackedBrowser(folder: string) {
  mkdirSync(folder, { recursive: true })
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV }
  process.env.TMPDIR = folder // It unpacks into the temporary folder and reuses whatever it finds there.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x' // Only there does it bring the libraries that it needs.
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const file = await chromium.executablePath()
    // Its own list of fonts names another folder, and without any font a browser cannot type into a field.
    const fonts = path.join(folder, 'fonts')
    mkdirSync(fonts, { recursive: true })
    writeFileSync(
      path.join(fonts, 'fonts.conf'),
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">` +
        `<fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${fonts}-cache</cachedir></fontconfig>`,
    )
    return file
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

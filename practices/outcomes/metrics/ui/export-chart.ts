import type { Metric, MetricValue } from '../contract.ts'

/** What makes a drawing look as it does here, to be written into a file that has no style sheet. */
const LOOKS = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
]

function standalone(drawn: SVGSVGElement): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement
  const originals = [drawn, ...drawn.querySelectorAll('*')]
  for (const [index, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const looks = getComputedStyle(originals[index]!)
    for (const property of LOOKS) element.setAttribute(property, looks.getPropertyValue(property))
    element.removeAttribute('class')
  }
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  paper.setAttribute('width', '100%')
  paper.setAttribute('height', '100%')
  paper.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--surface') || '#fff')
  copy.prepend(paper)
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return new XMLSerializer().serializeToString(copy)
}

function save(content: Blob, name: string) {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser takes the address a moment after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export const saveSvg = (drawn: SVGSVGElement, name: string) =>
  save(new Blob([standalone(drawn)], { type: 'image/svg+xml' }), `${name}.svg`)

/** Twice as large as on the screen, so that it stays sharp on slides. */
export async function savePng(drawn: SVGSVGElement, name: string) {
  const address = URL.createObjectURL(new Blob([standalone(drawn)], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = drawn.clientWidth * 2
    canvas.height = drawn.clientHeight * 2
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    const content = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!content) throw new Error('The browser could not draw the picture.')
    save(content, `${name}.png`)
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** A cell that begins like a formula is kept from becoming one in a spreadsheet. */
const cell = (text: string) => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The values as CSV, oldest first, as the import reads them again. */
export const csvOf = (values: MetricValue[]) =>
  ['day,value,note', ...values.map(({ day, value, note }) => `${day},${value},${cell(note)}`)].join('\r\n')

export const saveCsv = (values: MetricValue[], metric: Pick<Metric, 'key'>) =>
  save(new Blob([csvOf(values)], { type: 'text/csv' }), `${metric.key}.csv`)

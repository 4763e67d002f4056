// Runs before the first paint, so that nobody sees the other theme flash. A file of its own: the content security
// policy allows no inline script.
;(() => {
  const root = document.documentElement
  let scheme = null
  try {
    scheme = localStorage.getItem('throughline-theme')
    if (localStorage.getItem('throughline-density') === 'compact') root.dataset.density = 'compact'
  } catch {
    // Storage may be forbidden; then the system decides.
  }
  const isDark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.mantineColorScheme = isDark ? 'dark' : 'light'
})()

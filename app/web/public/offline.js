const again = () => location.reload()
document.querySelector('button').addEventListener('click', again)
addEventListener('online', again)
setInterval(() => {
  fetch('/manifest.webmanifest', { cache: 'no-store' }).then(
    (answer) => answer.ok && again(),
    () => undefined,
  )
}, 5000)

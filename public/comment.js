// Why an answer helped or did not: a small dialog, in place of the button's own call to the server.
import { say } from './wording.js'

const dialog = document.createElement('dialog')
dialog.id = 'footnote-comment'
dialog.innerHTML = `<form method="dialog"><label for="footnote-why">${say('comment')}</label>
  <textarea id="footnote-why" rows="4" maxlength="2000"></textarea>
  <div><button type="submit" value="">${say('cancel')}</button><button type="submit" value="keep">${say('send')}</button></div></form>`
document.body.append(dialog)
const field = dialog.querySelector('textarea')
let of = ''

document.addEventListener(
  'click',
  (event) => {
    const button = event.target.closest?.('button[id^="comment-"]')
    if (!button) return
    event.preventDefault()
    event.stopPropagation()
    of = button.id.slice('comment-'.length)
    field.value = ''
    dialog.returnValue = ''
    dialog.showModal()
    field.focus()
  },
  true
)
dialog.addEventListener('close', () => {
  if (dialog.returnValue === 'keep' && field.value.trim())
    postMessage({ footnote: 'comment', of, comment: field.value }, location.origin)
})

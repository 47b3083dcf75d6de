// What the page says of the documents: a button in its head, a line of welcome, and which of them are asked.
// The server tells how many there are by a message to this window; the panel tells what was changed there.
import { number, say } from './wording.js'

document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/public/parts.css' }))

let held = null // what is known of the documents; null until the server has said it

const some = () => (held.asked < held.documents ? say('some_of', { some: held.asked, all: held.documents }) : number(held.documents))

function welcome() {
  if (!held.documents) return say('welcome_empty')
  const isMore = held.documents > 1 && held.newest
  return isMore ? say('welcome_newest', { count: held.documents, title: held.newest }) : say('welcome', { count: held.documents })
}

// Chainlit draws what is around it anew whenever it likes: each is put back where it is missing or says another thing.
function place(id, tag, says, put) {
  const there = document.getElementById(id)
  if (there?.textContent === says) return
  there?.remove()
  if (!says) return
  const made = Object.assign(document.createElement(tag), { id, textContent: says })
  if (tag === 'button') {
    made.type = 'button'
    made.dataset.opens = ''
    made.addEventListener('click', () => postMessage({ footnote: 'documents' }, location.origin))
  }
  put(made)
}

function draw() {
  if (!held) return
  const head = document.querySelector('#header > div:last-child')
  const greeting = document.querySelector('#welcome-screen')
  const composer = document.querySelector('#message-composer')
  place('footnote-library', 'button', head && say('documents_of', { number: some() }), (made) => head.prepend(made))
  place('footnote-welcome', 'p', greeting && welcome(), (made) => greeting.firstElementChild.after(made))
  place('footnote-asked', 'button', composer && held.asked < held.documents && say('asking', { number: some() }), (made) =>
    composer.before(made)
  )
}

addEventListener('message', ({ source, data }) => {
  if (source !== window || !data?.footnote) return
  if (typeof data.footnote === 'object') held = data.footnote
  if (data.footnote === 'changed' && held) held = { ...held, asked: data.asked, documents: data.documents }
  draw()
})
// Where conversations are not kept, what was said is gone with the page: the browser asks whether that is meant.
addEventListener('beforeunload', (event) => {
  if (held?.kept === false && document.querySelector('[data-step-type="user_message"]')) event.preventDefault()
})
new MutationObserver(draw).observe(document.body, { childList: true, subtree: true })

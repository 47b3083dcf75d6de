// What Chainlit's page lacks for whoever does not see it, or has no mouse: names, roles, headings, and a voice.
// Chainlit's own elements are mended here and nowhere else. What React keeps up to date stays as it is: only
// attributes are added that it does not know of, and elements that it does not look for.

import { say as word } from './wording.js'

export const MAIN = 'main, [role="main"]'

// ---- names and roles ----
const MENDS = {
  '#chat-input': { 'aria-label': word('your_question'), 'aria-keyshortcuts': '/' },
  '#chat-submit': { 'aria-label': word('ask') },
  '.edit-message': { 'aria-label': word('edit_question') },
  '#edit-chat-input': { 'aria-label': word('your_question') },
  '#upload-button': { role: 'button', 'aria-label': word('attach') },
  '#stop-button': { 'aria-label': word('stop') },
  '#new-chat-button': { 'aria-label': word('new_chat'), 'aria-keyshortcuts': 'Control+K Meta+K' },
  '#search-chats-button': { 'aria-label': word('search_conversations') },
  '#sidebar-trigger-button': { 'aria-label': word('list_of_conversations') },
  '#side-view-title button': { 'aria-label': word('close_source') },
  'button:has(> .lucide-arrow-down)': { 'aria-label': word('to_the_end') },
  '.ai-message button:has(> .lucide-copy)': { 'aria-label': word('copy_answer') },
  '[data-step-type="user_message"]': { role: 'group', 'aria-label': word('question') },
  '[data-step-type="assistant_message"]': { role: 'group', 'aria-label': word('answer') },
  '[data-step-type] h3': { 'aria-level': '2' },
  '.ai-message :has(> table)': { role: 'region', 'aria-label': word('table'), tabindex: '0' }, // it scrolls on a phone
  'div[data-sidebar="sidebar"]:not([role="dialog"])': { role: 'navigation', 'aria-label': word('conversations') },
  '[role="dialog"][data-sidebar]': { 'aria-label': word('conversations') },
  '[data-sidebar="group-label"]': { role: 'heading', 'aria-level': '2' },
  'ul[data-sidebar="menu"]:has(> div)': { role: 'presentation' }, // a list of no items, around the list
  'div:has(> #header):not(main div)': { role: 'main' }, // where no conversations are kept, there is none
  '#chat-profiles': { 'aria-label': word('how_answers_are_made') },
  '[role="listbox"] [role="article"]': { role: 'presentation' },
  '[data-radix-popper-content-wrapper]:has([role="menu"])': { role: 'region', 'aria-label': word('options') },
  '[data-radix-popper-content-wrapper]:has([role="listbox"])': { role: 'region', 'aria-label': word('choices') },
  'li[data-sonner-toast]': { role: 'listitem' }, // a list's item can be no status; it is announced all the same
  '[cmdk-empty]': { role: 'option', 'aria-disabled': 'true' }, // a list box has options, if it is but one that says so
  'img.logo': { alt: '' }, // the heading says it
  '[role="separator"][aria-controls]': { 'aria-label': word('width'), 'aria-orientation': 'vertical' }
}

const every = (where, what) => document.querySelectorAll(where).forEach(what)

function mend() {
  for (const [where, attributes] of Object.entries(MENDS))
    for (const [name, value] of Object.entries(attributes))
      every(where, (element) => element.getAttribute(name) !== value && element.setAttribute(name, value))
  every('[data-panel-id]:not([id])', (panel) => (panel.id = panel.dataset.panelId)) // by which its splitter names it
  every('[aria-labelledby]', nameByTrigger)
  every('li[id^="thread-"]', reach)
  head()
  // Chainlit hides the page behind a menu, as if it were a dialog.
  if (!document.querySelector('[role="dialog"]')) every('[data-aria-hidden]', (part) => part.removeAttribute('aria-hidden'))
  if (leftFrom?.isConnected && document.activeElement === document.body) leftFrom.focus()
}

// Menus and closed parts name themselves after a button under an id that Chainlit has given it no longer.
function nameByTrigger(part) {
  if (document.getElementById(part.getAttribute('aria-labelledby'))) return
  const trigger = document.querySelector(`[aria-controls="${part.id}"]`)
  const name = part.getAttribute('aria-label') ?? trigger?.getAttribute('aria-label') ?? trigger?.textContent.trim()
  if (!name) return
  part.setAttribute('aria-label', name)
  part.removeAttribute('aria-labelledby')
}

function head() {
  const main = document.querySelector(MAIN)
  if (!main || main.querySelector(':scope > h1')) return
  const heading = Object.assign(document.createElement('h1'), { className: 'footnote-unseen', textContent: 'Footnote' })
  main.prepend(heading)
}

// ---- the list of conversations ----
// Chainlit has there a link around a button around what opens the options, which no key reaches. Of these the link is
// what is read out and reached; a button beside it opens the options.
function reach(entry) {
  const [link, trigger] = [entry.querySelector(':scope > a'), entry.querySelector('#thread-options')]
  const inner = link?.querySelector(':scope > button')
  if (!inner || !trigger) return
  const title = inner.textContent.trim()
  link.setAttribute('aria-label', title)
  link.ariaCurrent = inner.dataset.active === 'true' ? 'page' : null
  if (!entry.querySelector('.footnote-options')) entry.append(optionsOf(entry))
  entry.querySelector('.footnote-options').setAttribute('aria-label', word('options_of', { title }))
  trigger.setAttribute('aria-label', word('options_of', { title }))
  inner.setAttribute('aria-hidden', 'true')
  inner.tabIndex = -1
}

// The button whose menu, or what that has opened, has the focus: Chainlit would lead back to nothing.
let leftFrom = null
addEventListener('focusin', () => (leftFrom = document.querySelector('[role="menu"], [role="dialog"]') && leftFrom))

function optionsOf(entry) {
  const button = Object.assign(document.createElement('button'), { className: 'footnote-options', textContent: '…' })
  button.setAttribute('aria-haspopup', 'menu')
  button.addEventListener('click', () => {
    leftFrom = button
    const key = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })
    entry.querySelector('#thread-options').dispatchEvent(key)
  })
  return button
}

// ---- what is said when ----
// A live list would read out every word as it runs in, and a kept conversation from its beginning: said is an answer,
// whole, when it is there.
const voice = document.createElement('div')
voice.className = 'footnote-unseen'
voice.role = 'status'
voice.ariaLive = 'polite'
const SAID = 10_000 // milliseconds; after them it shall not stand at the page's end a second time
let silence = 0

export function say(words) {
  voice.textContent = words
  clearTimeout(silence)
  silence = setTimeout(() => voice.replaceChildren(), SAID)
}

let answering = false
function announce() {
  const were = answering
  answering = document.getElementById('stop-button') !== null
  if (!were || answering) return
  const answer = [...document.querySelectorAll('[data-step-type="assistant_message"] .message-content')].pop()
  if (answer) say(answer.innerText.replace(/\[(\d+)\]/g, (_, number) => word('said_citation', { number })))
}

// ---- looked for where the page has changed ----
let waiting = 0
const look = () => {
  announce()
  waiting ||= requestAnimationFrame(() => {
    waiting = 0
    mend()
  })
}

addEventListener('DOMContentLoaded', () => {
  document.body.append(voice)
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
})

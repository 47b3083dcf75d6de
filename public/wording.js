// What the page says, in the browser's language: chat/strings/ has the texts, and the server hands over those that fit.
// The panels' scripts can import nothing: they find all this at the window.
import { LANGUAGE, PLACES, TEXTS } from '/footnote/texts.js'

document.documentElement.lang = LANGUAGE
const LOCALE = navigator.language.startsWith(LANGUAGE) ? navigator.language : LANGUAGE

export const number = (count) => count.toLocaleString(LOCALE)
export const day = (iso) => (iso ? new Date(iso).toLocaleDateString(LOCALE) : '')

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === 'number' ? number(values[name]) : values[name]))
}

// A text with its values in place; where it has two forms, by what its `count` is.
export function say(key, values = {}) {
  const text = TEXTS[key]
  return fill(typeof text === 'string' ? text : values.count === 1 ? text.one : text.other, values)
}

// Where something stands in a document; the document's own names stay.
export function place(said) {
  const part = (one) => {
    for (const [pattern, text] of PLACES) {
      const found = new RegExp(`^${pattern}$`).exec(one)
      if (found) return fill(text, found.groups ?? {})
    }
    return one
  }
  return said.split(', ').map(part).join(', ')
}

document.documentElement.style.setProperty('--footnote-greeting', JSON.stringify(say('greeting')))
window.footnoteWording = { day, number, place, say }

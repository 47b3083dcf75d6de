// The side panel of one citation: where it is from, and the quote marked where it stands; fainter, what it needs to be
// understood: the head of its table, what introduces its list, a speaker.
// Props are data: React shows them as text, whatever a document holds.
import { useEffect, useRef } from 'react'

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1)

// A long quote is read from its beginning.
const show = (mark) => mark.scrollIntoView({ block: mark.offsetHeight > window.innerHeight / 3 ? 'start' : 'center' })

export default function Quote() {
  const figure = useRef(null)
  const mark = useRef(null)
  useEffect(() => {
    // Not once, but at every change of its size: the panel opens narrow and grows, and its lines break anew.
    const sizes = new ResizeObserver(() => show(mark.current))
    sizes.observe(figure.current)
    return () => sizes.disconnect()
  }, [props.parts])

  return (
    <figure className="footnote-quote" ref={figure}>
      <figcaption>
        <cite>{props.title}</cite>
        <dl>
          {Object.entries(props.metadata).map(([name, value]) => (
            <div key={name}>
              <dt>{capital(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>Where</dt>
            <dd>{capital(props.place)}</dd>
          </div>
        </dl>
      </figcaption>
      <blockquote>
        {props.parts.map((part, place) =>
          part.role === 'text' ? (
            <span key={place}>{part.text}</span>
          ) : (
            <mark key={place} className={part.role} ref={part.role === 'quote' ? mark : null}>
              {part.text}
            </mark>
          )
        )}
      </blockquote>
    </figure>
  )
}

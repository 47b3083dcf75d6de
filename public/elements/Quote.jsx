// The side panel of one citation: where it is from, and the quote marked where it stands.
// Props are data: React shows them as text, whatever a document holds.
import { useEffect, useRef } from 'react'

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1)

export default function Quote() {
  const mark = useRef(null)
  useEffect(() => {
    mark.current?.scrollIntoView({ block: 'center' })
  }, [props.quote])

  return (
    <figure className="footnote-quote">
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
            <dd>{capital(props.location)}</dd>
          </div>
        </dl>
      </figcaption>
      <blockquote>
        {props.before}
        <mark ref={mark}>{props.quote}</mark>
        {props.after}
      </blockquote>
    </figure>
  )
}

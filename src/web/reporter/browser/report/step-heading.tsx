// The heading of a step. It takes the focus when the step appears, so that a screen reader and a keyboard begin where the
// eye does.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

export function StepHeading({ children }: { readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [])
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  )
}

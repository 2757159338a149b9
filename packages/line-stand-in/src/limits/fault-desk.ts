// Faults on demand: what shall go wrong with the next calls. Nothing goes wrong that was not ordered here.

export type FaultKind =
  | 'delay'
  | 'error500BeforeAccept'
  | 'error500AfterAccept'
  | 'rateLimit429'
  | 'quota429'
  | 'tooManyToUser429'
  | 'dropConnectionBefore'
  | 'dropConnectionAfter'
  | 'silenceBefore'
  | 'silenceAfter'
  | 'brokenBodyAfterAccept'
  | 'contentNotReady202'
  | 'contentGone410'

export interface FaultOptions {
  /** Part of the path, or a pattern; without it any call matches. */
  endpoint?: string | RegExp
  /** How many calls; 1 when not given. */
  times?: number
  /** Only for 'delay'. */
  delayMs?: number
}

export interface Fault {
  kind: FaultKind
  delayMs: number
}

export class FaultDesk {
  private ordered: (Required<Pick<FaultOptions, 'times' | 'delayMs'>> &
    FaultOptions & { kind: FaultKind })[] = []

  /** Orders a fault for the next calls that match. Several orders are served in their order. */
  next(kind: FaultKind, options: FaultOptions = {}): void {
    this.ordered.push({ times: 1, delayMs: 100, ...options, kind })
  }

  clear(): void {
    this.ordered = []
  }

  take(path: string): Fault | null {
    if (this.ordered.length === 0) return null
    const order = this.ordered.find(({ endpoint }) =>
      endpoint === undefined
        ? true
        : typeof endpoint === 'string'
          ? path.includes(endpoint)
          : endpoint.test(path),
    )
    if (!order) return null
    order.times -= 1
    if (order.times <= 0) this.ordered = this.ordered.filter((other) => other !== order)
    return { kind: order.kind, delayMs: order.delayMs }
  }
}

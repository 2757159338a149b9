// A list that remembers only its newest entries, so that a long bench does not fill the memory.

export class BoundedLog<Entry> {
  private entries: Entry[] = []

  constructor(private readonly keep: number) {}

  add(entry: Entry): void {
    this.entries.push(entry)
    if (this.entries.length > this.keep * 1.25) this.entries = this.entries.slice(-this.keep)
  }

  all(): readonly Entry[] {
    return this.entries
  }

  clear(): void {
    this.entries = []
  }
}

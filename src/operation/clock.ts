/** Time is handed in, so that a test can hold it still. The only clock that runs by itself is the one main.ts makes. */
export type Clock = () => Date

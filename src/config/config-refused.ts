// What stops the start: a variable that cannot be used, by its name.

/** Something in the environment cannot be used. The message names the variable and says what to do. */
export class ConfigRefused extends Error {
  constructor(
    readonly variable: string,
    why: string,
  ) {
    super(`${variable} ${why}`)
  }
}

// The one channel of a trial run: the LINE stand-in and the product on this machine agree on it. Worth nothing elsewhere.
export const standInChannel = {
  name: 'main',
  botName: 'สุจริต',
  secret: 'a-secret-of-the-stand-in-on-this-machine-only',
  accessToken: 'a-token-of-the-stand-in-on-this-machine-only',
} as const

// What can stand in the audit chain. The words for people are in locales/*/audit.json, and only what has words there can be
// recorded: whoever reads the chain meets no code without a sentence. What follows the words is free: new words need their own key.
import type th from '../../../locales/th/audit.json'

/** 'gift reported', 'role given' … */
export type AuditWords = keyof typeof th.actions

/** The words, and behind them what they leave open: 'complaint status closed', 'command statistics.show'. */
export type AuditAction = AuditWords | `${AuditWords} ${string}`

// The second step as it is asked for: the six digits, and a passkey where there is one; at first the picture for an authenticator.
import type th from '../../../../../locales/th/console.json'
import { type Language, textsOf } from '../../../../i18n/texts.js'
import { QUIET_MODULES, qrModulesOf } from '../../../../media/templates/qr-code.js'

const say = textsOf<typeof th>('console')

export function SecondFactor({
  language,
  offered,
  hasPasskeys = false,
}: {
  language: Language
  offered?: { secret: string; address: string } | undefined
  hasPasskeys?: boolean
}) {
  return (
    <div class="card narrow">
      {hasPasskeys && (
        <div data-show-passkey>
          <p>{say(language, 'factor.passkeyHow')}</p>
          <button type="button">{say(language, 'factor.passkey')}</button>
          <p class="problem" role="alert" hidden />
          <p class="quiet">{say(language, 'factor.or')}</p>
        </div>
      )}
      <form autocomplete="off" data-second-factor>
        <p>{say(language, offered ? 'factor.enrol' : 'factor.ask')}</p>
        {offered && (
          <>
            <QrCode address={offered.address} label={say(language, 'factor.qr')} />
            <details>
              <summary>{say(language, 'factor.byHand')}</summary>
              <p class="code">{offered.secret.match(/.{1,4}/g)?.join(' ')}</p>
            </details>
          </>
        )}
        <label for="code">{say(language, 'factor.code')}</label>
        <input
          id="code"
          type="text"
          class="six"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={7}
          required
        />
        <p class="problem" id="factor-problem" role="alert" hidden />
        <button type="submit" class={hasPasskeys ? 'second' : ''}>
          {say(language, 'factor.confirm')}
        </button>
      </form>
    </div>
  )
}

/** Drawn by us: no picture of a secret is fetched from anywhere. */
function QrCode({ address, label }: { address: string; label: string }) {
  const modules = qrModulesOf(address)
  const side = modules.length + 2 * QUIET_MODULES
  const squares = modules.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + QUIET_MODULES} ${y + QUIET_MODULES}h1v1h-1z`] : [])),
  )
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path d={`M0 0h${side}v${side}H0z`} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}

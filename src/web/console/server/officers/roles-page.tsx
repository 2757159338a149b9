// The page of roles as it is drawn: a card for each holder, with a button for each role, and what a button would end in its question.
import type { MarkedGroup, OpenInvitation } from '../../../../features/people/role-holders-rules.js'
import {
  givenInWords,
  invitationInWords,
  nameOf,
  questionInWords,
  roleInWords,
  say,
} from '../../../../features/roles/role-words.js'
import type { HeldRole, Holder } from '../../../../features/roles/roles-rules.js'
import type { Language } from '../../../../i18n/texts.js'

export interface RolesShown {
  readonly language: Language
  readonly holders: readonly Holder[]
  readonly invitations: readonly OpenInvitation[]
  readonly leftKeys: readonly string[]
  readonly groups: readonly MarkedGroup[]
}

export function RolesPage({ language, holders, invitations, leftKeys, groups }: RolesShown) {
  return (
    <>
      <p class="note">{say(language, 'console.how')}</p>
      {leftKeys.length > 0 && (
        <section class="card warning" aria-labelledby="left-keys">
          <h2 id="left-keys">{say(language, 'console.leftKeysTitle')}</h2>
          <p>{say(language, 'console.leftKeys', { names: leftKeys.join(', ') })}</p>
        </section>
      )}
      {holders.map((holder) => (
        <HolderCard key={holder.mark} {...{ language, holder }} />
      ))}
      <section class="card" aria-labelledby="open-codes">
        <h2 id="open-codes">{say(language, 'console.invitationsTitle')}</h2>
        {invitations.length === 0 && <p class="quiet">{say(language, 'console.noInvitations')}</p>}
        {invitations.map((invitation) => (
          <div key={invitation.mark} class="row spread">
            <span>{invitationInWords(language, invitation)}</span>
            <Asking
              path={`/console/api/invitations/${invitation.mark}/withdrawal`}
              label={say(language, 'console.withdraw')}
              sure={say(language, 'console.sureWithdraw', {
                invitation: invitationInWords(language, invitation),
              })}
            />
          </div>
        ))}
      </section>
      <section class="card" aria-labelledby="groups">
        <h2 id="groups">{say(language, 'console.groupsTitle')}</h2>
        <p class="quiet">{say(language, 'console.groupsHow')}</p>
        {groups.map((group) => (
          <div key={group.mark} class="row spread held">
            <span>{say(language, 'console.group', { unit: group.unit, mark: group.mark })}</span>
            <Asking
              path={`/console/api/groups/${group.mark}/end`}
              label={say(language, 'console.endGroup')}
              sure={say(language, 'console.sureEndGroup', { unit: group.unit })}
            />
          </div>
        ))}
      </section>
    </>
  )
}

function HolderCard({ language, holder }: { language: Language; holder: Holder }) {
  const { mark, staff, key, hasFactor, passkeys, sessions, isYou } = holder
  return (
    <section class="card officer" aria-labelledby={`holder-${mark}`}>
      <div class="row spread">
        <h2 id={`holder-${mark}`}>
          {nameOf(language, holder)}
          {isYou && ` ${say(language, 'you')}`}
        </h2>
        <span class={`chip ${key === 'approved' ? 'done' : key === 'waiting' ? 'warn' : ''}`}>
          {say(language, `key.${key}`)}
        </span>
      </div>
      <p class="quiet">
        {staff ? `${staff.position} · ${staff.unit}` : say(language, 'console.notOnRoster')}
      </p>
      <p class="quiet">
        {say(language, 'console.factor')}:{' '}
        {say(language, hasFactor ? 'console.hasFactor' : 'console.noFactor')}
        {' · '}
        {say(language, 'console.passkeys')}: {say(language, 'console.passkeysCount', { count: passkeys })}
        {' · '}
        {say(language, 'console.sessions')}: {say(language, 'console.sessionsCount', { count: sessions })}
      </p>
      {holder.roles.map((held) => (
        <HeldRow key={held.role} {...{ language, holder, held }} />
      ))}
    </section>
  )
}

function HeldRow({ language, holder, held }: { language: Language; holder: Holder; held: HeldRole }) {
  return (
    <div class="row spread held">
      <span>
        <strong>{roleInWords(language, held.role)}</strong>{' '}
        <span class="quiet">{givenInWords(language, held)}</span>
      </span>
      {held.isLastAdmin ? (
        <span class="quiet">{say(language, 'console.lastAdmin')}</span>
      ) : (
        <Asking
          path={`/console/api/roles/${holder.mark}/${held.role}/end`}
          label={say(language, 'buttons.take')}
          sure={questionInWords(language, holder, held)}
          evenIfLast={held.closes.length > 0}
        />
      )}
    </div>
  )
}

/** Sent when the question was answered with yes; a warning that stood in it is sent along. */
function Asking({
  path,
  label,
  sure,
  evenIfLast = false,
}: {
  path: string
  label: string
  sure: string
  evenIfLast?: boolean
}) {
  return (
    <form autocomplete="off" data-api={path} data-sure={sure}>
      {evenIfLast && <input type="hidden" name="evenIfLast" value="yes" />}
      <button type="submit" class="second small">
        {label}
      </button>
      <p class="problem" role="alert" hidden />
    </form>
  )
}

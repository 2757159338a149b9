// The library joined: what the agency tells its people is kept, drawn, browsed by everybody and looked after by ethics officers
// and admins. Publishing it is the business of campaigns.
import type { Feature } from '../../conversation/feature.js'
import type { Acknowledgements } from '../acknowledgements/acknowledgements-feature.js'
import type { PolicyPiece } from '../acknowledgements/policies/open-policy-answers.js'
import type { FeatureDeps } from '../feature-deps.js'
import { createAgencyLook } from '../settings/agency-look-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { addContentCommand, addContentDialogs } from './adding/add-content-chat.js'
import { createDraftPath } from './adding/draft-path.js'
import { logoCommand, logoDialog } from './adding/logo-dialog-chat.js'
import { createLogoSample } from './adding/logo-sample-card.js'
import { createPreviewOf } from './adding/piece-preview-card.js'
import { createUploadRules, type UploadRules } from './adding/upload-rules.js'
import { createBrowseChat } from './browsing/library-browse-chat.js'
import { createBrowseRules } from './browsing/library-browse-rules.js'
import { createShelfChat } from './browsing/shelf-chat.js'
import { type ContentChat, createContentChat } from './content/content-chat.js'
import { createContentModel } from './content/content-model.js'
import { type ContentPictures, createContentPictures } from './content/content-picture-card.js'
import { type ContentAdded, type ContentRules, createContentRules } from './content/content-rules.js'
import { type ContentSpec, isDrawn } from './content/content-schema.js'
import { policyPiecesOf } from './content/policy-pieces-rules.js'

export interface Library {
  readonly feature: Feature
  readonly rules: ContentRules
  readonly content: ContentChat
  readonly pictures: ContentPictures
  readonly uploads: UploadRules
  /** What can be opened for acknowledgement: policies and codes of ethics with their full text. */
  readonly policyPieces: () => Promise<readonly PolicyPiece[]>
  /**
   * Adds content to the library, once for each key and exact words. What is drawn is drawn at once, so that a piece that
   * cannot be drawn is refused; `draw: 'later'`, for what is known to fit, leaves that to the first who sees it.
   */
  readonly addContent: (
    spec: ContentSpec,
    options?: { readonly draw: 'now' | 'later' },
  ) => Promise<ContentAdded>
  /** The fields at fault, as `addContent` would name them; keeps nothing. */
  readonly problemsOf: (spec: unknown) => Promise<readonly string[]>
}

export function createLibrary(
  deps: Pick<
    FeatureDeps,
    'connection' | 'clock' | 'audit' | 'media' | 'heavyWork' | 'publicUrl' | 'agencyName'
  >,
  acknowledgements: Pick<Acknowledgements, 'rules' | 'policyMessages'>,
  settings: Pick<SettingsRules, 'get' | 'change'>,
): Library {
  const { clock, audit, media, heavyWork, publicUrl, agencyName } = deps
  const model = createContentModel(deps.connection)
  const rules = createContentRules({ model, policies: acknowledgements.rules, clock, audit })
  const lookOf = createAgencyLook({ settings, media })
  const pictures = createContentPictures({ cache: model, media, heavyWork, lookOf, agencyName, clock })
  const { policyMessages } = acknowledgements
  const content = createContentChat({ rules, pictures, policyMessages, publicUrl })
  const uploads = createUploadRules(media)
  const previewOf = createPreviewOf(pictures, publicUrl)
  const shelf = createShelfChat({ rules, pictures, previewOf, publicUrl })
  const browse = createBrowseChat({ browse: createBrowseRules(rules), content, previewOf })
  const path = createDraftPath({ rules, pictures })
  const sample = createLogoSample({ media, heavyWork, lookOf, agencyName })

  const problemsOf: Library['problemsOf'] = async (spec) => {
    const read = rules.readContent(spec)
    if (!read.ok) return read.fields
    if (!isDrawn(read.body)) return []
    return (await pictures.problemsOf(read.body, 'thrownAway')).map(({ field }) => field)
  }

  return {
    feature: {
      name: 'library',
      commands: [browse.command, addContentCommand, shelf.command, logoCommand],
      buttons: [...browse.buttons, ...shelf.buttons, ...content.buttons],
      dialogs: [
        ...addContentDialogs({
          path,
          rules,
          content,
          uploads,
          reportPage: publicUrl === '' ? undefined : `${publicUrl}/report`,
        }),
        logoDialog({ uploads, settings, sample, publicUrl }),
      ],
    },
    rules,
    content,
    pictures,
    uploads,
    policyPieces: async () => policyPiecesOf(await rules.shelf()),
    problemsOf,
    async addContent(spec, { draw } = { draw: 'now' }) {
      const read = rules.readContent(spec)
      if (!read.ok) return read
      const problems =
        isDrawn(read.body) && draw === 'now' ? await pictures.problemsOf(read.body, 'kept') : []
      if (problems.length === 0) return rules.addVersion(read.body)
      return { ok: false, why: 'cannotDraw', fields: problems.map(({ field }) => field) }
    },
  }
}

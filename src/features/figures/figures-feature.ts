// Figures that are kept as they stood when a day ended, joined: it says nothing by itself.
import type { FeatureDeps } from '../feature-deps.js'
import { createKeptFiguresModel } from './kept-figures-model.js'
import { createKeptFigures, type KeptFigures } from './kept-figures-rules.js'

export const createFigures = ({
  connection,
  clock,
}: Pick<FeatureDeps, 'connection' | 'clock'>): KeptFigures =>
  createKeptFigures({ model: createKeptFiguresModel(connection), clock })

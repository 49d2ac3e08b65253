import { STATES } from '../report-data';
import { SHARE_STEPS } from './shares';

/** The colours of the page as the canvas needs them. */
export interface Palette {
  readonly ink: string;
  readonly muted: string;
  readonly surface: string;
  readonly accent: string;
  /** By state. */
  readonly states: readonly string[];
  /** By state, what is drawn onto its square. */
  readonly signs: readonly string[];
  /** By step; the first is nothing. */
  readonly shares: readonly string[];
}

/** Reads the colours where they stand, in the style sheet, as the light or dark theme has them now. */
export function readPalette(): Palette {
  const probe = document.createElement('i');
  document.body.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    ink: colour('ink'),
    muted: colour('muted'),
    surface: colour('surface'),
    accent: colour('accent'),
    states: STATES.map((state) => colour(state.toLowerCase())),
    signs: ['refused-sign', 'pending-sign'].map(colour),
    shares: ['share-0', ...SHARE_STEPS.map((_, i) => `share-${i + 1}`)].map(colour),
  };
  probe.remove();
  return palette;
}

/** Where one colour for a share ends and the next begins. */
export const SHARE_STEPS = [0, 0.05, 0.1, 0.2, 0.4] as const;

/** The step that a share falls into; 0 is nothing at all. */
export function shareStep(share: number): number {
  return share <= 0 ? 0 : SHARE_STEPS.filter((from) => share >= from).length;
}

/** The steps in words. */
export function shareTexts(): string[] {
  const percent = SHARE_STEPS.map((step) => `${Math.round(step * 100)}`);
  return [
    'none',
    ...percent.map((from, i) => (i + 1 < percent.length ? `${from}–${percent[i + 1]}%` : `${from}% and more`)),
  ];
}

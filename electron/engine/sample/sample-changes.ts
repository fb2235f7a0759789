import { drawPicture } from './draw-picture.ts';

/** Something that is done to the sample's folder between two backups. Paths lie below it. */
export type SampleChange =
  | { readonly kind: 'write'; readonly path: string; readonly content: () => string | Buffer }
  | { readonly kind: 'append'; readonly path: string; readonly text: string }
  | { readonly kind: 'move'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string };

/** Edited, and then gone by mistake: what a demonstration brings back. */
export const lostLetter = 'Documents/Letters/2025-05 Ferry Books, the choir.md';
/** Edited in each round: what a comparison shows. */
const editedBudget = 'Documents/Household/budget 2026.csv';

/** What happens on two ordinary days: work, tidying up, and a mishap. */
export const sampleChanges: readonly (readonly SampleChange[])[] = [
  [
    { kind: 'append', path: editedBudget, text: '2027-01,962,318\n' },
    { kind: 'append', path: 'Notes/Journal/2026-10, week 4.md', text: '\nThe new printing machine works.\n' },
    {
      kind: 'write',
      path: 'Documents/Invoices/2026/2026-031 Quay Ceramics.txt',
      content: () =>
        'Invoice 2026-031\nQuay Ceramics\n\n9 hours of design at 72.00\nTotal 648.00, payable within 14 days.\n',
    },
    {
      kind: 'write',
      path: 'Projects/garden-planner/src/frost.ts',
      content: () =>
        '/** Nights on which young plants are covered. */\nexport function frostOf(week: number): number {\n  if (week > 18 && week < 40) return 0;\n  return (week * 6) % 52;\n}\n',
    },
    { kind: 'write', path: 'Projects/garden-planner/src/compost.ts', content: () => 'export const compost = 3;\n' },
    {
      kind: 'move',
      from: 'Pictures/2026 Winter walk/IMG_2281.png',
      to: 'Pictures/2026 Winter walk/The frozen mill.png',
    },
    { kind: 'remove', path: 'Documents/Household/Recipes/Oat biscuits.md' },
  ],
  [
    { kind: 'append', path: editedBudget, text: '2027-02,962,274\n' },
    // A program that saved half of it.
    { kind: 'write', path: 'Projects/website/index.html', content: () => '<!doctype html>\n<title>Ada dr' },
    {
      kind: 'write',
      path: 'Pictures/2025 Summer at the lake/IMG_2121.png',
      content: () => drawPicture({ seed: 7, width: 160, height: 100, season: 'summer' }),
    },
    { kind: 'remove', path: lostLetter },
    { kind: 'remove', path: 'Documents/Letters/2025-06 Quay Ceramics, the printing machine.md' },
  ],
];

/** Read at the command line alone. */
export const commandsOnly: ReadonlySet<string> = new Set([
  'What waits is sent as soon as Holdfast runs again: its window, “holdfast serve” or the next backup.',
  'See “holdfast notifications log”.',
]);

const dump = '3 tables with about 12 rows';
const kept = 'what was there is kept as a safety dump for 30 days';

/** Sentences that the engine pieces together of more words than their literal shows: that, and what comes of it. */
export const piecedSentences: Readonly<Record<string, readonly string[]>> = {
  '“7” has no 7. Add one with “holdfast plan edit 7”, or back up the plan as a whole.': [
    '“Docs” has no folders. Add one with “holdfast plan edit --folder”, or back up the plan as a whole.',
    '“Docs” has no databases. Add one with “holdfast plan edit --database”, or back up the plan as a whole.',
  ],
  'The copy of 7 in the newest snapshot is 7; it is copied again.': [
    'The copy of /a in the newest snapshot is missing; it is copied again.',
    'The copy of /a in the newest snapshot is not as it was recorded; it is copied again.',
  ],
  'There are 7 7 instead of 7.': [
    ...['schemas', 'views', 'materialised views', 'functions', 'types', 'indexes', 'constraints', 'foreign keys'],
    ...['triggers', 'rules', 'policies', 'extended statistics'],
  ].map((kind) => `There are 3 ${kind} instead of 4.`),
  'Several 7 have a database “7”: 7. Say which one is meant.': [
    'Several plans have a database “shop”: Docs, Home. Say which one is meant.',
    'Several servers have a database “shop”: db, old. Say which one is meant.',
  ],
  '7 not run: nobody has agreed to 7 on this computer, and 7 came with the repository. Look at “holdfast plan show 7”, then “holdfast plan edit 7 --agree-hooks”.':
    [
      'One command was not run: nobody has agreed to it on this computer, and it came with the repository. Look at “holdfast plan show Docs”, then “holdfast plan edit Docs --agree-hooks”.',
      '2 commands were not run: nobody has agreed to them on this computer, and they came with the repository. Look at “holdfast plan show Docs”, then “holdfast plan edit Docs --agree-hooks”.',
    ],
  'A schedule is to back up 7 alone, and the plan has none.': [
    'A schedule is to back up files alone, and the plan has none.',
    'A schedule is to back up databases alone, and the plan has none.',
  ],
  'This 7 7 and 7.': [
    'This restore overwrites 1 entry modified later than the snapshot’s and replaces 2 entries with what the snapshot holds.',
    'This undo overwrites 3 entries changed after the restore, replaces 1 entry with what was there before the restore and deletes 2 entries that the restore made.',
  ],
  'This 7 7.': [
    'This restore overwrites 2 entries modified later than the snapshot’s.',
    'This restore replaces 1 entry with what the snapshot holds.',
    'This restore deletes 1 entry that the snapshot does not hold.',
    'This undo overwrites 1 entry changed after the restore.',
    'This undo replaces 2 entries with what was there before the restore.',
    'This undo deletes 1 entry that the restore made.',
  ],
  'It reaches back 7 only: what is lost and not noticed within that time can’t be got back.': [
    'It reaches back a day only: what is lost and not noticed within that time can’t be got back.',
    'What is made every hour: it reaches back 3 days only: what is lost and not noticed within that time can’t be got back.',
  ],
  '7 7. It was kept as 7, and default settings are used.': [
    '/h/settings.json is not valid JSON. It was kept as settings.json.old, and default settings are used.',
    '/h/settings.json could not be understood. It was kept as settings.json.old, and default settings are used.',
  ],
  '7 in another snapshot too.': [
    'This deletes the snapshot x of “Docs” for good. Every file of it is in another snapshot too.',
    'This deletes 2 snapshots of “Docs” for good: x, y. Every file of them is in another snapshot too.',
  ],
  'Lost with 7: 7.': [
    'Lost with it: 1 version of a file (2 kB) that no other snapshot holds.',
    'Lost with them: 3 dumps of databases (1.5 GB). The restores that made the safety copies can then no longer be undone.',
  ],
  '7 plan, 7 MB.': ['1 plan, 3 MB.'],
  '7 of 7 files (7) were changed or deleted since the last backup7: 7 changed, 7 deleted. Until somebody says whether that was meant, no snapshot of this plan is deleted by its policy.':
    [
      '1,200 of 2,000 files (60 %) were changed or deleted since the last backup (usually under 1 %): 1,000 changed, 200 deleted. Until somebody says whether that was meant, no snapshot of this plan is deleted by its policy.',
    ],
  '7 (foreign key 7).': [
    '1 row of public.a leads to no row of public.b (foreign key a_b).',
    '2 rows of public.a lead to no row of public.b (foreign key a_b).',
  ],
  '7: the foreign key 7 is NOT VALID on the server too.': [
    '2 rows of public.a lead to no row of public.b: the foreign key a_b is NOT VALID on the server too.',
  ],
  '7 not on 7: give other roles to --map-owner.': [
    'The role ann is not on db: give other roles to --map-owner.',
    'The roles ann, bob are not on db: give other roles to --map-owner.',
  ],
  '7 not on 7: have them made (--globals), give their things to others (--map-owner ROLE=OTHER), or all to 7 (--no-owner).':
    [
      'The roles ann, bob are not on db: have them made (--globals), give their things to others (--map-owner ROLE=OTHER), or all to eve (--no-owner).',
    ],
  '7 other session uses the database: they are ended at the moment it is replaced.': [
    '1 other session uses the database: they are ended at the moment it is replaced.',
  ],
  '7 other session uses the database: it is replaced only once they are gone, or are allowed to be ended (--end-sessions).':
    [
      '1 other session uses the database: it is replaced only once they are gone, or are allowed to be ended (--end-sessions).',
    ],
  '7 7 replaced by the dump; 7.': [
    `${dump} of the database shop are replaced by the dump; ${kept}.`,
    '1 table with 1 row of the database shop is replaced by the dump; nothing of it is kept.',
    `All that the database shop holds (${dump}) is replaced by the dump; ${kept}.`,
  ],
  'All that the database 7 holds (7 tables with 7 rows) is 7; what was there is kept as a safety dump for 30 days.': [
    `All that the database shop holds (${dump}) is removed; ${kept}.`,
    `All that the database shop holds (${dump}) is replaced by what it held before the restore; ${kept}.`,
  ],
  'Holdfast 7 is there; this is 7.7 Get it as you got this one.': [
    'Holdfast 1.3.0 is there; this is 1.2.0. It is described at https://example.org/1.3 . Get it as you got this one. Asked at 2026-11-21 03:00 UTC.',
    'Holdfast 1.3.0 is there; this is 1.2.0. Get it as you got this one.',
  ],
};

/** Of ways that a sentence may go, those that its engine never takes: one and many in one sentence. */
export const neverSaid: readonly RegExp[] = [
  /^The extension 7 are not |^The extensions 7 is not |^The extension 7 is .* the packages |^The extensions 7 are .* the package /,
  /^The tablespace 7 are |^The tablespaces 7 is /,
  /^All that the database 7 holds \(7 /,
];

import { drawPicture } from './draw-picture.ts';

export interface SampleFile {
  /** Below the sample's folder. */
  readonly path: string;
  readonly content: () => string | Buffer;
  /** So many days ago it was last worked on. */
  readonly daysAgo: number;
}

/** The folder of somebody who does not exist: letters, invoices, notes, two small projects and pictures; 228 files. */
export const sampleFiles = (): readonly SampleFile[] => [
  ...letters(),
  ...invoices(),
  ...household(),
  ...journal(),
  ...gardenPlanner(),
  ...website(),
  ...pictures(),
];

const text = (path: string, content: string, daysAgo: number): SampleFile => ({
  path,
  content: () => content,
  daysAgo,
});

const people = ['Birch and Sons', 'Marlowe Bakery', 'Tern Joinery', 'Hollis Clinic', 'Ferry Books', 'Quay Ceramics'];
const person = (at: number): string => people[at % people.length] ?? '';
const two = (number: number): string => String(number).padStart(2, '0');

function letters(): SampleFile[] {
  const subjects = ['the roof', 'the insurance', 'the garden wall', 'the lease', 'the choir', 'the printing machine'];
  return Array.from({ length: 24 }, (_, at) => {
    const subject = subjects[at % subjects.length] ?? '';
    const name = `${at < 12 ? 2025 : 2026}-${two((at % 12) + 1)} ${person(at)}, ${subject}.md`;
    const body = `Dear ${person(at)},\n\nthank you for writing about ${subject}. We had a look at it on the ${at + 3}th and agree\nwith what you propose. The work can begin next month.\n\nKind regards,\nAda\n`;
    return text(`Documents/Letters/${name}`, body, 400 - at * 12);
  });
}

function invoices(): SampleFile[] {
  return Array.from({ length: 70 }, (_, at) => {
    const year = at < 40 ? 2025 : 2026;
    const number = `${year}-${String((at % 40) + 1).padStart(3, '0')}`;
    const hours = 3 + ((at * 7) % 19);
    const body = `Invoice ${number}\n${person(at)}\n\n${hours} hours of design at 72.00\nTotal ${(hours * 72).toFixed(2)}, payable within 14 days.\n`;
    return text(`Documents/Invoices/${year}/${number} ${person(at)}.txt`, body, 420 - at * 5);
  });
}

const dishes = [
  'Barley soup',
  'Leek tart',
  'Plum cake',
  'Rye bread',
  'Fish pie',
  'Bean stew',
  'Pear jam',
  'Oat biscuits',
];

function household(): SampleFile[] {
  const recipes = dishes.map((dish, at) =>
    text(
      `Documents/Household/Recipes/${dish}.md`,
      `# ${dish}\n\nServes ${2 + (at % 4)}.\n\n1. Weigh everything.\n2. Mix, rest for ${10 + at * 5} minutes.\n3. Bake or simmer for ${25 + at * 5} minutes.\n`,
      300 - at * 20,
    ),
  );
  const contracts = ['Rent', 'Electricity', 'Phone', 'Liability insurance', 'Studio lease', 'Bicycle insurance'].map(
    (name, at) =>
      text(
        `Documents/Contracts/${name}.txt`,
        `${name}\n\nContract number ${48_100 + at * 37}.\nNotice: three months.\n`,
        500 - at * 9,
      ),
  );
  const budgets = [2025, 2026].map((year) => {
    const rows = Array.from(
      { length: 12 },
      (_, month) => `${year}-${two(month + 1)},${910 + month * 4},${260 + ((month * 31) % 90)}`,
    );
    return text(
      `Documents/Household/budget ${year}.csv`,
      `month,rent,food\n${rows.join('\n')}\n`,
      year === 2025 ? 310 : 6,
    );
  });
  return [...recipes, ...contracts, ...budgets];
}

const journal = (): SampleFile[] =>
  Array.from({ length: 40 }, (_, at) =>
    text(
      `Notes/Journal/2026-${two(1 + Math.floor(at / 4))}, week ${1 + (at % 4)}.md`,
      `# Week ${at + 1}\n\nFinished the drawings for ${person(at)}. ${at % 3 === 0 ? 'Rain, so more reading than walking.' : 'Walked to the lake twice.'}\n`,
      290 - at * 7,
    ),
  );

const modules = ['bed', 'plant', 'season', 'frost', 'water', 'neighbours', 'rotation', 'harvest', 'layout', 'export'];

function gardenPlanner(): SampleFile[] {
  const top = 'Projects/garden-planner';
  const sources = modules.flatMap((name, at) => [
    text(
      `${top}/src/${name}.ts`,
      `/** What the plan knows about ${name}. */\nexport function ${name}Of(week: number): number {\n  return (week * ${at + 3}) % 52;\n}\n`,
      40 - at,
    ),
    text(
      `${top}/test/${name}.test.ts`,
      `import { ${name}Of } from '../src/${name}.ts';\n\ntest('${name} comes back after a year', () => {\n  expect(${name}Of(52)).toBe(0);\n});\n`,
      40 - at,
    ),
  ]);
  const plants = modules.map((name, at) => ({ bed: at + 1, sow: `2026-0${1 + (at % 9)}-12`, note: name }));
  return [
    text(`${top}/README.md`, '# Garden planner\n\nWhich bed gets what, and when.\n\n    npm start\n', 30),
    text(`${top}/package.json`, '{\n  "name": "garden-planner",\n  "version": "0.4.0",\n  "type": "module"\n}\n', 30),
    text(`${top}/.gitignore`, 'node_modules\ndist\n', 60),
    text(`${top}/data/plants.json`, `${JSON.stringify(plants, null, 2)}\n`, 12),
    text(`${top}/docs/rotation.md`, '# Rotation\n\nNever the same family in a bed within three years.\n', 25),
    ...sources,
  ];
}

const website = (): SampleFile[] => [
  text('Projects/website/index.html', '<!doctype html>\n<title>Ada draws</title>\n<h1>Ada draws</h1>\n', 20),
  text('Projects/website/style.css', 'body {\n  font: 16px/1.6 serif;\n  max-width: 40rem;\n}\n', 20),
  ...Array.from({ length: 18 }, (_, at) =>
    text(
      `Projects/website/posts/${two(at + 1)} ${dishes[at % dishes.length]}, drawn.md`,
      `# ${dishes[at % dishes.length]}, drawn\n\nInk and water colour, ${20 + at} by ${30 + at} cm.\n`,
      200 - at * 9,
    ),
  ),
];

function pictures(): SampleFile[] {
  const albums = [
    { name: '2025 Summer at the lake', season: 'summer', count: 16, daysAgo: 120 },
    { name: '2026 Winter walk', season: 'winter', count: 17, daysAgo: 280 },
  ] as const;
  return albums.flatMap(({ name, season, count, daysAgo }) =>
    Array.from({ length: count }, (_, at) => ({
      path: `Pictures/${name}/IMG_${2001 + at + daysAgo}.png`,
      content: () => drawPicture({ seed: at + daysAgo, width: 320, height: 200, season }),
      daysAgo,
    })),
  );
}

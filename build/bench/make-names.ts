const words =
  `account agenda annual archive balance basis bericht bill board brief budget café calendar camera chapter client
  concert contract copy cover customer data delivery design diary document draft drawing employee energy estimate event
  export family figure final flight forecast form garden großmutter guide holiday house idea image import index insurance
  interview inventory invoice journal kitchen label lecture ledger letter licence list logo märz map meeting memo menu
  minutes model month music network note notice offer office order outline page paper party passport photo picture plan
  poster presentation price project proposal protocol quarter question quote receipt recipe reference register rent
  report request résumé review sample scan schedule school screen section sheet signature sketch slide source speech
  statement student study summary table tax template term test text ticket timetable train translation travel tutorial
  überblick update vacation version video visit voice website week wedding winter work year zebra`.split(/\s+/);

const kinds = [
  'pdf',
  'txt',
  'jpg',
  'JPG',
  'docx',
  'xlsx',
  'ts',
  'js',
  'json',
  'md',
  'png',
  'html',
  'mp3',
  'eml',
  'log',
];

/** Names as people and programs give them. The number makes each the only one of its kind. */
export function makeNames(random: () => number) {
  const word = (): string => words[Math.floor(words.length * random() ** 1.5)] ?? 'word';
  const title = (): string => {
    const first = word();
    return random() < 0.3 ? `${first.slice(0, 1).toUpperCase()}${first.slice(1)}` : first;
  };
  return {
    file: (number: number): string => {
      const kind = kinds[Math.floor(kinds.length * random())] ?? 'txt';
      const shape = random();
      if (shape < 0.2) return `IMG_${String(number).padStart(7, '0')}.${kind}`;
      if (shape < 0.5) return `${title()} ${word()} ${number}.${kind}`;
      return `${title()}-${word()}-${number}.${kind}`;
    },
    folder: (number: number): string => `${title()}-${word()}-${number}`,
  };
}

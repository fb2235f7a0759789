/** Controls and direction marks would disturb a line, and line breaks begin another. */
const disturbing = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

/** A plan's name for a line of a menu: of `most` characters at most, what is too long is left out of its middle. */
export function shortName(name: string, most = 40): string {
  const characters = [...name.replace(disturbing, ' ')];
  if (characters.length <= most) return characters.join('');
  const head = Math.ceil((most - 1) / 2);
  const tail = most - 1 - head;
  return `${characters.slice(0, head).join('')}…${characters.slice(-tail).join('')}`;
}

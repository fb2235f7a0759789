import { showPath } from '../../app/format/show-path.ts';

/** A piece of a line for people: tabs stay, what else has no visible form is written as an escape. */
export const showLine = (text: string): string => text.split('\t').map(showPath).join('\t');

import type { Page } from 'playwright-core';
import { de } from '../../renderer/app/messages/de.ts';
import { en } from '../../renderer/app/messages/en.ts';
import type { Message } from '../../renderer/app/messages/message.ts';

const german: Readonly<Record<string, Message>> = de;

const textsOf = (message: Message | undefined): readonly string[] =>
  typeof message === 'object' ? [message.one, message.other] : message === undefined ? [] : [message];

/** English texts of the catalogue that are otherwise in German, with their parameters left open. */
const patterns: readonly RegExp[] = Object.entries(en).flatMap(([key, message]) => {
  const same = new Set(textsOf(german[key]));
  return textsOf(message).flatMap((text) => (same.has(text) || !isTelling(text) ? [] : [patternOf(text)]));
});

/** One word between parameters could be in any text. */
function isTelling(text: string): boolean {
  const words = text.replaceAll(/\{\w+\}/g, ' ').match(/\p{L}+/gu) ?? [];
  return words.length >= (text.includes('{') ? 2 : 1);
}

function patternOf(text: string): RegExp {
  const parts = text.split(/\{\w+\}/).map((part) => part.replaceAll(/[$()*+.?[\]^{|}\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 'u');
}

/** What a page in German says in English though the catalogue has it in German: to the eye, and to who listens. */
export async function englishLeft(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) found.push(walker.currentNode.textContent ?? '');
    const names = ['alt', 'aria-description', 'aria-label', 'aria-valuetext', 'placeholder', 'title'];
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of names) found.push(element.getAttribute(name) ?? '');
    }
    return found;
  });
  const said = new Set(texts.map((text) => text.trim()).filter((text) => text !== ''));
  return [...said].filter((text) => patterns.some((pattern) => pattern.test(text)));
}

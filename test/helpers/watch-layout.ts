import type { Page } from 'playwright-core';

/**
 * Sums up from now on what moves without having been asked to, as browsers measure it: 1 is the whole window by its own
 * height.
 */
export const watchLayout = (page: Page) =>
  page.evaluate(() => {
    const watched = document.body.dataset.shift !== undefined;
    document.body.dataset.shift = '0';
    if (watched) return;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const value = 'value' in entry ? Number(entry.value) : 0;
        document.body.dataset.shift = String(Number(document.body.dataset.shift) + value);
      }
    }).observe({ type: 'layout-shift' });
  });

/** What has moved since `watchLayout`. */
export const layoutShift = async (page: Page): Promise<number> =>
  Number(await page.evaluate(() => document.body.dataset.shift));

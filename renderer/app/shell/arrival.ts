import { useRouterState } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';

/** Another page was gone to, and nothing was pressed since. */
let arriving = false;

/**
 * Whoever goes to another page has the focus on its heading: it is read out, and Tab goes on from there. `main` holds
 * the page.
 */
export function useArrival(main: RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    const isFirst = before.current === undefined;
    const isSame = before.current === path;
    before.current = path;
    if (isFirst || isSame) return;
    arriving = true;
    // Else it would stand as far down as the one before.
    main.current?.scrollTo({ top: 0 });
    focusHeading(main.current?.querySelector('h1'));
  }, [path, main]);
  useEffect(() => {
    const stop = new AbortController();
    const stay = () => {
      arriving = false;
    };
    for (const type of ['keydown', 'pointerdown', 'wheel']) {
      window.addEventListener(type, stay, { capture: true, signal: stop.signal });
    }
    return () => stop.abort();
  }, []);
}

/** For the heading of a page, which may come later than the page, or take the place of a first one. */
export function useArrivedAt(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arriving) focusHeading(heading.current);
  }, []);
  return heading;
}

function focusHeading(heading: HTMLElement | null | undefined): void {
  const held = document.activeElement;
  // A page may have chosen otherwise by itself, such as a field to type in.
  if (held?.closest('main') && !held.matches('h1')) return;
  heading?.focus({ preventScroll: true });
}

import type { LoginItem, LoginItemState } from '../../electron/engine/ports.ts';

/** Start at login as on a desktop that keeps it in a place of its own: what was switched is what is read. */
export function createLoginItemDouble(given: Partial<LoginItemState> = {}): LoginItem {
  const state = { starts: 'window' as const, on: false, file: null, programGone: false, ...given };
  return {
    read: async () => ({ ...state }),
    set: async (on) => {
      state.on = on;
    },
  };
}

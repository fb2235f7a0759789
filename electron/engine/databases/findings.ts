/** What comparing a restored dump with what was recorded gives. */
export interface Findings {
  readonly checks: { readonly passed: number; readonly total: number };
  /** Sentences, the first 100. */
  readonly failures: readonly string[];
  readonly remarks: readonly string[];
}

const told = 100;

export function createFindings() {
  const failures: string[] = [];
  const remarks: string[] = [];
  let [passed, total, failed] = [0, 0, 0];
  const fail = (sentence: string): void => {
    failed += 1;
    if (failures.length < told) failures.push(sentence);
  };
  return {
    /** One comparison; `sentence` tells what differs. */
    check: (holds: boolean, sentence: () => string): void => {
      total += 1;
      if (holds) passed += 1;
      else fail(sentence());
    },
    fail,
    remark: (sentence: string): void => {
      if (remarks.length < told && !remarks.includes(sentence)) remarks.push(sentence);
    },
    get ok(): boolean {
      return failed === 0;
    },
    result: (): Findings => ({ checks: { passed, total }, failures, remarks }),
  };
}

export type FindingsSheet = ReturnType<typeof createFindings>;

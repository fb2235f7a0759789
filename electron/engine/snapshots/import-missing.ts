import type { PlanRow } from '../catalogue/plans-store.ts';
import type { PlanPaths } from '../repository/layout.ts';
import type { RunContext } from '../runs/run-context.ts';

export function importMissing(_context: RunContext, _row: PlanRow, _paths: PlanPaths): void {}

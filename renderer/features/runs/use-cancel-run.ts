import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/queries.ts';

/** Asks a run to end; that it did comes through its own stream. */
export const useCancelRun = () => useMutation(api.runs.cancel.mutationOptions());

/** What a safety snapshot's name ends in: nobody who looks through the folder takes it for the newest backup. */
export const safetySuffix = '-safety';

/** A number follows where two were made in one second. */
export const isSafetyName = (name: string): boolean => /-safety(-\d+)?$/.test(name);

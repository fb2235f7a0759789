/**
 * oRPC asks of what it packs and unpacks whether it is a `FormData`, and the first time anybody names that class Node loads
 * its whole HTTP client for it: 16 MB, and up to 90 ms in which a host stands still at its first call. So the name stands for
 * something that only knows a form when it sees one, such as a request brings along; nothing in the contract makes any. (By
 * assignment: a look at the property would load it as well.)
 */
Reflect.set(globalThis, 'FormData', {
  [Symbol.hasInstance]: (value: unknown): boolean => Object.prototype.toString.call(value) === '[object FormData]',
});

export {};

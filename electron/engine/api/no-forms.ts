/**
 * oRPC asks of what it packs and unpacks whether it is a `FormData`, and the first time anybody names that class Node loads
 * its whole HTTP client for it: 16 MB, and up to 90 ms in which a host stands still at its first call. No form is in the
 * contract, so the class is one that nothing belongs to. (By assignment: a look at the property would load it as well.)
 */
Reflect.set(globalThis, 'FormData', class NoForms {});

export {};

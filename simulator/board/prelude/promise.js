// Runs inside the board's context: Espruino's Promise (then, catch, resolve, reject, all; no more), whose callbacks
// the board runs itself, so that nothing waits for the host's own queue.
(function (bridge, hooks) {
  'use strict';
  const { guard } = bridge;
  const states = new WeakMap();
  function settle(state, kind, value) {
    if (state.kind !== undefined) return;
    if (kind === 'kept' && value !== null && typeof value === 'object' && typeof value.then === 'function') {
      value.then(
        (inner) => settle(state, 'kept', inner),
        (reason) => settle(state, 'broken', reason),
      );
      return;
    }
    state.kind = kind;
    state.value = value;
    for (const reaction of state.waiting.splice(0)) hooks.later(() => react(state, reaction));
  }
  function react(state, reaction) {
    const handler = state.kind === 'kept' ? reaction.kept : reaction.broken;
    if (typeof handler !== 'function') {
      settle(reaction.next, state.kind, state.value);
      return;
    }
    let result;
    try {
      result = handler(state.value);
    } catch (error) {
      guard.c(error);
      settle(reaction.next, 'broken', error);
      return;
    }
    settle(reaction.next, 'kept', result);
  }
  function Promise(executor) {
    const state = { kind: undefined, value: undefined, waiting: [] };
    states.set(this, state);
    if (typeof executor !== 'function') return;
    try {
      executor(
        (value) => settle(state, 'kept', value),
        (reason) => settle(state, 'broken', reason),
      );
    } catch (error) {
      guard.c(error);
      settle(state, 'broken', error);
    }
  }
  function then(kept, broken) {
    const state = states.get(this);
    const promise = new Promise();
    const reaction = { kept, broken, next: states.get(promise) };
    if (state.kind === undefined) state.waiting.push(reaction);
    else hooks.later(() => react(state, reaction));
    return promise;
  }
  bridge.define(Promise.prototype, 'then', then);
  bridge.define(Promise.prototype, 'catch', function (broken) {
    return this.then(undefined, broken);
  });
  bridge.define(Promise, 'resolve', (value) => (states.has(value) ? value : new Promise((keep) => keep(value))));
  bridge.define(Promise, 'reject', (reason) => new Promise((_keep, breakIt) => breakIt(reason)));
  bridge.define(
    Promise,
    'all',
    (promises) =>
      new Promise((keep, breakIt) => {
        const results = [];
        let missing = promises.length;
        if (missing === 0) keep(results);
        promises.forEach((promise, index) => {
          Promise.resolve(promise).then((value) => {
            results[index] = value;
            if (--missing === 0) hooks.later(() => keep(results));
          }, breakIt);
        });
      }),
  );
  bridge.define(globalThis, 'Promise', Promise);
});

/**
 * The two scripts that every document starts with: one in the page's own world, which builds what the
 * preload exposes, and one in a world of its own, which runs the preload. They speak by events whose
 * name the page does not know; the isolated world alone has the binding to the main process.
 *
 * Values are JSON here. Electron's structured clone carries more, so a value that JSON would change is
 * refused: a test then fails where the stand-in would be kinder than Electron or less kind.
 */

export const WORLD = 'Electron Isolated Context';
export const BINDING = '__standInToMain';
export const REPLY = '__standInFromMain';

const VALUES = String.raw`
  const pack = (values) => {
    const whole = values.map((value) => (value === undefined ? { none: true } : { value }));
    const text = JSON.stringify(whole, (_key, value) => {
      if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
        throw new Error('An object could not be cloned.');
      return value;
    });
    return text;
  };
  const unpack = (text) => JSON.parse(text).map((one) => (one.none ? undefined : one.value));
`;

/** In the page's world. */
export function pageScript(secret: string): string {
  return String.raw`(() => {
  if (window !== window.top) return;
  ${VALUES}
  const secret = ${JSON.stringify(secret)};
  const open = new Map();
  let last = 0;
  const fire = (what, detail) =>
    window.dispatchEvent(new CustomEvent(secret + what, { detail: JSON.stringify(detail) }));
  const build = (shape, path) => {
    if (shape.kind === 'function')
      return (...values) => {
        const text = pack(values);
        return new Promise((done, failed) => {
          const id = ++last;
          open.set(id, { done, failed });
          fire('call', { id, path, text });
        });
      };
    if (shape.kind === 'object')
      return Object.freeze(
        Object.fromEntries(shape.entries.map(([key, inner]) => [key, build(inner, [...path, key])])),
      );
    return shape.value;
  };
  window.addEventListener(secret + 'expose', ({ detail }) => {
    const { key, shape } = JSON.parse(detail);
    Object.defineProperty(window, key, {
      value: build(shape, [key]),
      enumerable: true,
      writable: false,
      configurable: false,
    });
  });
  window.addEventListener(secret + 'settle', ({ detail }) => {
    const { id, text, error } = JSON.parse(detail);
    const waiting = open.get(id);
    open.delete(id);
    if (!waiting) return;
    if (error === undefined) waiting.done(unpack(text)[0]);
    else waiting.failed(new Error(error));
  });
})()`;
}

/** In the preload's world. */
export function preloadScript(secret: string, preload: string): string {
  return String.raw`(() => {
  if (window !== window.top) return;
  ${VALUES}
  const secret = ${JSON.stringify(secret)};
  const exposed = new Map();
  const open = new Map();
  let last = 0;
  const fire = (what, detail) =>
    window.dispatchEvent(new CustomEvent(secret + what, { detail: JSON.stringify(detail) }));
  const shapeOf = (value) => {
    if (typeof value === 'function') return { kind: 'function' };
    if (typeof value === 'object' && value !== null)
      return { kind: 'object', entries: Object.entries(value).map(([k, v]) => [k, shapeOf(v)]) };
    return { kind: 'value', value };
  };
  window.addEventListener(secret + 'call', async ({ detail }) => {
    const { id, path, text } = JSON.parse(detail);
    try {
      let target = exposed.get(path[0]);
      for (const key of path.slice(1)) target = target[key];
      fire('settle', { id, text: pack([await target(...unpack(text))]) });
    } catch (error) {
      fire('settle', { id, error: error instanceof Error ? error.message : String(error) });
    }
  });
  globalThis.${REPLY} = (id, text, error) => {
    const waiting = open.get(id);
    open.delete(id);
    if (error === null) waiting?.done(unpack(text)[0]);
    else waiting?.failed(new Error(error));
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld(key, api) {
        exposed.set(key, api);
        fire('expose', { key, shape: shapeOf(api) });
      },
    },
    ipcRenderer: {
      invoke: (channel, ...values) =>
        new Promise((done, failed) => {
          const id = ++last;
          open.set(id, { done, failed });
          globalThis.${BINDING}(JSON.stringify({ id, channel, text: pack(values) }));
        }),
    },
  };
  const require = (name) => {
    if (name === 'electron') return electron;
    throw new Error('module not found: ' + name);
  };
  const module = { exports: {} };
  ((require, module, exports) => {
${preload}
  })(require, module, module.exports);
})()`;
}

/** The same two functions as the pages have, for the main process. */
export function packValues(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => (value === undefined ? { none: true } : { value })));
}

export function unpackValues(text: string): unknown[] {
  return (JSON.parse(text) as { none?: true; value?: unknown }[]).map((one) =>
    one.none ? undefined : one.value,
  );
}

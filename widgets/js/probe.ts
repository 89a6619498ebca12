// What this place allows. Asked once, when the first element comes; views offer only what works.

export interface Capabilities {
  /** Whether work is done in workers; `null` until the first one has answered or was refused. */
  readonly workers: boolean | null;
  /** Whether something can be kept in this browser. */
  readonly storage: boolean;
  /** Whether a file can be saved. */
  readonly downloads: boolean;
  /** Whether the page can be printed. */
  readonly print: boolean;
  /** Whether text can be put on the clipboard. */
  readonly clipboard: boolean;
}

/** What does not change while the page lives. */
export type Place = Omit<Capabilities, "workers">;

/** As the engine takes it: one bit each. */
export const bits = (place: Place): number =>
  Number(place.storage) + 2 * Number(place.downloads) + 4 * Number(place.print) + 8 * Number(place.clipboard);

let asked: Promise<Place> | undefined;

export function probe(): Promise<Place> {
  return (asked ??= ask());
}

async function ask(): Promise<Place> {
  return {
    storage: keepsText() && (await keepsDatabases()),
    downloads: mayLeaveSandbox("allow-downloads"),
    print: typeof print === "function" && mayLeaveSandbox("allow-modals"),
    clipboard: hasClipboard(),
  };
}

const PROBE = "early-action-probe";

function keepsText(): boolean {
  try {
    localStorage.setItem(PROBE, "1");
    const kept = localStorage.getItem(PROBE);
    localStorage.removeItem(PROBE);
    return kept === "1";
  } catch {
    return false;
  }
}

/** Some browsers offer databases and refuse them only when one is opened, and some never answer. */
const DATABASE_MS = 1000;

function keepsDatabases(): Promise<boolean> {
  return new Promise((resolve) => {
    const no = () => resolve(false);
    try {
      const opening = indexedDB.open(PROBE);
      opening.onerror = opening.onblocked = no;
      opening.onsuccess = () => {
        opening.result.close();
        indexedDB.deleteDatabase(PROBE);
        resolve(true);
      };
      setTimeout(no, DATABASE_MS);
    } catch {
      no();
    }
  });
}

/**
 * In a sandbox a download and a print do nothing, silently, and no page can read its own sandbox.
 * What can be known: whether there is one (its origin is opaque), and, where the page around is of
 * the same origin, what the frame allows. A sandbox that keeps the origin and belongs to a page of
 * another origin stays unknown, and counts as none.
 */
function mayLeaveSandbox(token: string): boolean {
  try {
    // Null at the top and where the page around is of another origin.
    const frame = window.frameElement;
    if (frame?.hasAttribute("sandbox")) return (frame.getAttribute("sandbox") ?? "").includes(token);
  } catch {
    return false;
  }
  // A file's origin is opaque too, without a sandbox.
  return self.origin !== "null" || location.protocol === "file:";
}

/** Chromium's name for what a page or frame may do; other browsers have none. */
type WithPolicy = Document & { featurePolicy?: { allowsFeature(name: string): boolean } };

function hasClipboard(): boolean {
  try {
    if (!isSecureContext || typeof navigator.clipboard?.writeText !== "function") return false;
    return (document as WithPolicy).featurePolicy?.allowsFeature("clipboard-write") ?? true;
  } catch {
    return false;
  }
}

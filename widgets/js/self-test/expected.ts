// What this version should give everywhere, as the build has put it beside the page.

export interface Expected {
  models: Model[];
  published: Case[];
  /** Functions of the engine, each with the hash of its bits. */
  functions: [name: string, hash: string][];
}

export interface Model {
  id: string;
  title: string;
  /** JSON, or nothing for a shipped model. */
  text: string | null;
  digests: { draws: number; digest: string }[];
}

/** A published result. */
export interface Case {
  model: string;
  source: string;
  draws: number;
  figures: Figure[];
}

export interface Figure {
  strategy: string;
  of: string;
  is: number;
  within: number;
}

export async function expected(): Promise<Expected> {
  const response = await fetch(__SELF_TEST_FILE__);
  if (!response.ok) throw new Error(`${__SELF_TEST_FILE__} cannot be fetched (${response.status})`);
  return (await response.json()) as Expected;
}

// What a page shows, read in the page: every line of text with its box, size and colour, every
// text that is only spoken, every thing that can be pressed. No rule is here.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A text as it stands on the page, in page coordinates. */
export interface Words {
  text: string;
  where: string;
  /** The ink of each line. */
  boxes: Box[];
  /** Height of the type as rendered, px. */
  size: number;
  bold: boolean;
  /** "r,g,b,a", every opacity above it counted. */
  color: string;
  /** The colour around its letters, where they have a rim. */
  rim: string | undefined;
  lang: string;
  shadow: boolean;
  /** Why not all of it can be seen. */
  cut: string | undefined;
}

/** A text that is spoken, or shown on another occasion. */
export interface Said {
  text: string;
  where: string;
  lang: string;
  shadow: boolean;
}

export interface Target {
  where: string;
  width: number;
  height: number;
}

export interface Seen {
  /** Of the window and of what stands in it. */
  width: number;
  wide: number;
  /** Whether something covers all else: then only what is in the window can be seen. */
  isCovered: boolean;
  words: Words[];
  said: Said[];
  targets: Target[];
}

/** Runs in the page: it may use nothing from outside itself. */
export function see(): Seen {
  const SPOKEN = ["aria-label", "aria-description", "aria-valuetext", "aria-roledescription", "title", "alt", "placeholder", "label"];
  const PRESSED = "a[href], button, select, textarea, input:not([type=hidden]), summary, [role=button], [role=slider], [role=tab]";
  const UNREAD = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "HEAD"]);
  // Ink is known to whole pixels, of type that may be enlarged.
  const SLACK = 2;

  interface Place {
    lang: string;
    shadow: boolean;
    spokenOnly: boolean;
    opacity: number;
  }
  const seen: Seen = { width: innerWidth, wide: document.scrollingElement!.scrollWidth, isCovered: false, words: [], said: [], targets: [] };
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
  const above = (node: Node): Element | null =>
    node instanceof Element && node.assignedSlot
      ? node.assignedSlot
      : node.parentNode instanceof ShadowRoot
        ? node.parentNode.host
        : node.parentElement;

  function name(element: Element): string {
    const own = (e: Element) => e.localName + (e.getAttribute("class") ? `.${e.getAttribute("class")!.trim().split(/\s+/).join(".")}` : "");
    const host = element.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).host.localName : "";
    const parent = element.parentElement ? own(element.parentElement) : "";
    return [host, parent, own(element)].filter(Boolean).join(" ");
  }

  const colors = new Map<string, [number, number, number, number]>();
  function color(css: string, opacity: number): string {
    let parts = colors.get(css);
    if (!parts) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      parts = [r!, g!, b!, a! / 255];
      colors.set(css, parts);
    }
    return [parts[0], parts[1], parts[2], parts[3] * opacity].join(",");
  }

  const inks = new Map<string, { top: number; bottom: number; full: number }>();
  /** How far the ink of a text stays below the top and above the bottom of its line, of its full height. */
  function ink(style: CSSStyleDeclaration, text: string) {
    const font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const key = font + text;
    let found = inks.get(key);
    if (!found) {
      pen.font = font;
      const m = pen.measureText(text);
      const full = m.fontBoundingBoxAscent + m.fontBoundingBoxDescent;
      found = { full, top: m.fontBoundingBoxAscent - m.actualBoundingBoxAscent, bottom: m.fontBoundingBoxDescent - m.actualBoundingBoxDescent };
      inks.set(key, found);
    }
    return found;
  }

  function scale(element: Element): number {
    if (element instanceof SVGGraphicsElement) {
      const m = element.getScreenCTM();
      return m ? Math.min(Math.hypot(m.a, m.b), Math.hypot(m.c, m.d)) : 1;
    }
    const box = element.closest<HTMLElement>("*");
    return box?.offsetWidth ? box.getBoundingClientRect().width / box.offsetWidth : 1;
  }

  const inner = (element: Element): Box => {
    const r = element.getBoundingClientRect();
    const left = r.left + element.clientLeft;
    const top = r.top + element.clientTop;
    return { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight };
  };
  const isOutside = (box: Box, of: Box) =>
    box.left < of.left - SLACK || box.right > of.right + SLACK || box.top < of.top - SLACK || box.bottom > of.bottom + SLACK;

  /** What is left of a line in all that clips it, or why it is cut. */
  function within(element: Element, box: Box): { box: Box } | { cut: string } | undefined {
    let left = box;
    let isContained = false;
    for (let at: Element | null = element; at && at !== document.body && at !== document.documentElement; at = above(at)) {
      const style = getComputedStyle(at);
      if (at instanceof SVGSVGElement && isOutside(left, at.getBoundingClientRect())) return { cut: `outside the picture ${name(at)}` };
      if (at instanceof SVGElement || style.display === "inline" || style.display === "contents") continue;
      const scrolls = [style.overflowX, style.overflowY].some((value) => value === "auto" || value === "scroll");
      const hides = [style.overflowX, style.overflowY].some((value) => value === "hidden" || value === "clip");
      if (scrolls) {
        const view = inner(at);
        left = { left: Math.max(left.left, view.left), top: Math.max(left.top, view.top), right: Math.min(left.right, view.right), bottom: Math.min(left.bottom, view.bottom) };
        if (left.right - left.left < 1 || left.bottom - left.top < 1) return undefined;
      } else if (hides && isOutside(left, inner(at))) {
        return { cut: `cut off by ${name(at)}` };
      }
      if (!isContained && !scrolls) {
        const around = at.getBoundingClientRect();
        if (left.left < around.left - SLACK || left.right > around.right + SLACK) return { cut: `sticks out of ${name(at)}` };
      }
      isContained = true;
    }
    return { box: left };
  }

  /** Bars that stay while what is under them scrolls. */
  let bars: Element[] = [];

  /** Whether scrolling would bring it into view. */
  function isAway(element: Element, box: Box): boolean {
    if (!seen.isCovered) return false;
    const under = (bar: Element) => {
      const r = bar.getBoundingClientRect();
      return !bar.contains(element) && box.bottom > r.top && box.top < r.bottom && box.right > r.left && box.left < r.right;
    };
    return box.top < 0 || box.bottom > innerHeight || bars.some(under);
  }

  function write(element: Element, style: CSSStyleDeclaration, text: string, rects: DOMRect[], place: Place, cut?: string): void {
    const isSvg = element instanceof SVGElement;
    const letters = ink(style, text);
    const stretch = scale(element);
    const size = parseFloat(style.fontSize) * stretch;
    const boxes: Box[] = [];
    // A picture cuts its own words where they do not fit.
    if (isSvg && text.includes("…")) cut ??= "shortened";
    for (const rect of rects) {
      if (rect.width < 1 || rect.height < 1) continue;
      const by = rect.height / letters.full;
      const box = { left: rect.left, right: rect.right, top: rect.top + letters.top * by, bottom: rect.bottom - letters.bottom * by };
      const found = within(element, box);
      if (!found) continue;
      if ("cut" in found) cut ??= found.cut;
      const { left, top, right, bottom } = "box" in found ? found.box : box;
      if (isAway(element, { left, top, right, bottom })) continue;
      // What waits above or beside the page is brought in when it is focused.
      if (bottom + scrollY <= 0 || right + scrollX <= 0) continue;
      boxes.push({ left: left + scrollX, right: right + scrollX, top: top + scrollY, bottom: bottom + scrollY });
    }
    if (!boxes.length) return;
    const paint = isSvg ? style.fill : style.color;
    const isRimmed = isSvg && style.stroke !== "none" && style.paintOrder.startsWith("stroke") && parseFloat(style.strokeWidth) >= 2;
    seen.words.push({
      text: text.replace(/\s+/g, " ").trim(),
      where: name(element),
      boxes,
      size,
      bold: Number(style.fontWeight) >= 600,
      color: color(paint, place.opacity * (isSvg ? Number(style.fillOpacity) : 1)),
      rim: isRimmed ? color(style.stroke, 1) : undefined,
      lang: place.lang,
      shadow: place.shadow,
      cut,
    });
  }

  function say(element: Element, text: string | null, place: Place): void {
    if (text?.trim()) seen.said.push({ text: text.replace(/\s+/g, " ").trim(), where: name(element), lang: place.lang, shadow: place.shadow });
  }

  /** The text within a field, which is no node of the page. */
  function field(element: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, style: CSSStyleDeclaration, place: Place): void {
    const isSelect = element instanceof HTMLSelectElement;
    if (!isSelect && ["range", "checkbox", "radio", "color", "file", "date"].includes(element.type)) return;
    if (isSelect) for (const option of element.options) say(option, option.label, place);
    const isEmpty = !isSelect && !element.value;
    const text = isSelect ? (element.selectedOptions[0]?.label ?? "") : element.value || element.placeholder;
    if (!text.trim() || place.spokenOnly) return;
    const r = element.getBoundingClientRect();
    const pad = (side: string) => parseFloat(style.getPropertyValue(`padding-${side}`)) + parseFloat(style.getPropertyValue(`border-${side}-width`));
    const [left, right] = [r.left + pad("left"), r.right - pad("right")];
    const { full } = ink(style, text);
    const width = pen.measureText(text).width;
    const isLong = element instanceof HTMLTextAreaElement || (!isSelect && element.readOnly);
    // A long text that is there to be copied scrolls.
    const room = right - left;
    const wraps = isSelect && style.whiteSpace !== "nowrap" && style.whiteSpace !== "pre";
    const cut = width > room + SLACK && !isLong && !wraps ? `${Math.ceil(width)} px of text in ${Math.floor(room)} px` : undefined;
    const middle = (r.top + r.bottom) / 2;
    const shownWidth = Math.min(width, right - left);
    const isAtEnd = ["end", "right"].includes(style.textAlign);
    const slack = right - left - shownWidth;
    const before = isAtEnd ? slack : style.textAlign === "center" ? slack / 2 : 0;
    const rect = new DOMRect(left + before, middle - full / 2, shownWidth, full);
    const shown = isEmpty ? getComputedStyle(element, "::placeholder") : style;
    write(element, shown, text, [rect], place, cut);
  }

  function press(element: HTMLElement, style: CSSStyleDeclaration): void {
    const isInSentence = style.display === "inline" && element.parentElement!.textContent!.trim() !== element.textContent!.trim();
    if (isInSentence) return;
    const labels = "labels" in element && element.labels ? [...(element.labels as NodeListOf<HTMLElement>)] : [];
    const isTick = element instanceof HTMLInputElement && ["checkbox", "radio"].includes(element.type);
    const rects = [element, ...(isTick ? labels : [])].map((e) => e.getBoundingClientRect());
    const span = (low: number[], high: number[]) => Math.max(...high) - Math.min(...low);
    const [width, height] = [span(rects.map((r) => r.left), rects.map((r) => r.right)), span(rects.map((r) => r.top), rects.map((r) => r.bottom))];
    if (rects[0]!.bottom + scrollY > 0) seen.targets.push({ where: `${name(element)} “${(element.textContent || element.getAttribute("aria-label") || "").trim().slice(0, 40)}”`, width, height });
  }

  function walk(element: Element, outer: Place): void {
    if (UNREAD.has(element.tagName)) return;
    const style = getComputedStyle(element);
    if (style.display === "none" || (style.display !== "contents" && !element.checkVisibility())) return;
    const rect = element.getBoundingClientRect();
    const place: Place = {
      lang: element.getAttribute("translate") === "no" ? "zxx" : (element.getAttribute("lang") ?? outer.lang),
      shadow: outer.shadow,
      spokenOnly: outer.spokenOnly || style.opacity === "0" || style.clipPath === "inset(50%)" || (style.overflow === "hidden" && rect.width <= 1 && rect.height <= 1),
      opacity: outer.opacity * Number(style.opacity),
    };
    const isVisible = style.visibility === "visible";
    for (const attribute of SPOKEN) say(element, element.getAttribute(attribute), place);
    for (const pseudo of ["::before", "::after"]) {
      const content = getComputedStyle(element, pseudo).content;
      if (/\p{L}/u.test(content) && content.startsWith('"')) say(element, JSON.parse(content) as string, place);
    }
    const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
    if (isVisible && element instanceof HTMLElement && element.matches(PRESSED)) press(element, style);
    if (isVisible && isField) field(element, style, place);
    if (isField) return;
    const root = element.shadowRoot;
    const inside = { ...place, shadow: place.shadow || root !== null };
    const children = root ? root.childNodes : element instanceof HTMLSlotElement && element.assignedNodes().length ? element.assignedNodes() : element.childNodes;
    for (const child of children) {
      if (child instanceof Element) walk(child, element instanceof HTMLSlotElement ? { ...place, shadow: false } : inside);
      if (!(child instanceof Text) || !child.data.trim()) continue;
      if (place.spokenOnly || !isVisible || element.tagName === "title" || element.tagName === "desc") {
        if (isVisible) say(element, child.data, place);
        continue;
      }
      const range = document.createRange();
      range.selectNodeContents(child);
      write(element, style, child.data, [...range.getClientRects()], place);
    }
  }

  /** What covers all else, and so is all there is to see. */
  function cover(root: ParentNode): Element | null {
    const own = root.querySelector("dialog:modal");
    const hosts = [...root.querySelectorAll("*")].filter((e) => e.shadowRoot);
    return own ?? hosts.reduce<Element | null>((found, host) => found ?? cover(host.shadowRoot!), null);
  }

  function langAround(element: Element | null): string {
    return element?.getAttribute("lang") ?? (element ? langAround(above(element)) : "");
  }

  const covering = cover(document);
  const start = covering ?? document.body;
  seen.isCovered = covering !== null;
  if (covering) bars = [...covering.querySelectorAll("*")].filter((e) => getComputedStyle(e).position === "sticky");
  walk(start, { lang: langAround(start), shadow: start.getRootNode() !== document, spokenOnly: false, opacity: 1 });
  return seen;
}

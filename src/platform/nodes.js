// What is asked of the page for each of thousands of rows, in one call: a call out of the program, and a text that goes
// with it, cost more than what most of them do.

/** RFC 3339, to the second. @param {number} millis */
const machine = (millis) => `${new Date(millis).toISOString().slice(0, -5)}Z`;

/** Functions that write a time, and texts that stand in the program: handed over once, but for the first. */
const words = [machine];
const templates = [];

/** Of the last stamp: the nodes that were asked for, both ends of each root, where it has come to, and the place after that. */
let marked;
let ends;
let here;
let ahead;

export const word = (text) => words.push(text) - 1;

/** Takes the HTML of a template, and the way to its places; gives whether its nodes stand side by side. */
export const template = (html, steps) => {
  const parsed = document.createElement('template');
  parsed.innerHTML = html;
  // Imported, so that the browser need not do it with each clone.
  const nodes = document.importNode(parsed.content, true);
  const isOne = nodes.childNodes.length === 1;
  templates.push([isOne ? nodes.firstChild : nodes, [...steps].map((step) => '.>+<'.indexOf(step))]);
  return !isOne;
};

/** Empty for a time that the calendar doesn't reach. */
export const time = (writer, millis) => {
  try {
    return words[writer](millis);
  } catch {
    return '';
  }
};

/** Does what src/dom/plan.rs has written down. Gives the root; or puts all roots into `parent`, in front of `before`. */
export const stamp = (plan, text, parent, before) => {
  let at = 0;
  let from = 0;
  const number = () => plan[at++] + (plan[at++] | 0) * 0x100000000;
  const value = () => {
    switch (plan[at++]) {
      case 0:
        return words[plan[at++]];
      case 1:
        return text.slice(from, (from += plan[at++]));
      case 2:
        return time(plan[at++], number());
      case 3:
        return number();
      default:
        return draw();
    }
  };
  const draw = () => {
    const [nodes, steps] = templates[plan[at++]];
    const root = nodes.cloneNode(true);
    let step = 0;
    let place = root;
    let next = root;
    const look = () => {
      for (let way; (way = steps[step++]) > 0; )
        next = way === 1 ? next.firstChild : way === 2 ? next.nextSibling : next.parentNode;
    };
    look();
    for (;;)
      switch (plan[at++]) {
        case 0:
          here = place;
          ahead = next;
          return root;
        case 1:
          place = next;
          // Before what is here changes: then the way from here is lost.
          look();
          break;
        case 2:
          place.setAttribute(words[plan[at++]], value());
          break;
        case 3:
          place.textContent = value();
          break;
        case 4:
          place.append(value());
          break;
        case 5:
          place.replaceWith(value());
          break;
        case 6:
          place.remove();
          break;
        case 7:
          place.prepend(value());
          break;
        default:
          marked.push(place);
      }
  };
  [marked, ends] = [[], []];
  if (!parent) return draw();
  while (at < plan.length) {
    const root = draw();
    const isOne = root.nodeType !== Node.DOCUMENT_FRAGMENT_NODE;
    ends.push(isOne ? root : root.firstChild, isOne ? root : root.lastChild);
    parent.insertBefore(root, before);
  }
};

export const nth_marked = (index) => marked[index];
export const nth_end = (index) => ends[index];
export const where = () => here;
export const what_is_ahead = () => ahead;

export const set_word = (element, name, value) => element.setAttribute(words[name], words[value]);
export const set_words = (element, name, value, otherName, otherValue) => {
  set_word(element, name, value);
  set_word(element, otherName, otherValue);
};
export const set_text = (element, name, value) => element.setAttribute(words[name], value);

// What is asked of the page for each of thousands of rows, in one call: a call out of the program, and a text that goes
// with it, cost more than what most of them do.

/** Texts that stand in the program, and functions that write a time: handed over once. */
const words = [];
const templates = [];

/** What the last stamp has to tell, until it is taken: a node that is left here would keep all that it was part of. */
let told;
export const next_told = () => told.pop();

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

/** What `append` and `prepend` do, for one child. */
const put = (parent, child, before) =>
  parent.insertBefore(typeof child === 'object' ? child : document.createTextNode(child), before);

/**
 * Does what src/dom/plan.rs has written down. Gives the root; or puts all roots into `parent`, in front of `before`. Tells
 * each root then (both ends of one whose nodes stand side by side) or, if it `goesOn`, where it has come to and the place
 * after that; and the marked nodes.
 */
export const stamp = (plan, text, goesOn, parent, before) => {
  const [ends, marked] = [[], []];
  let at = 0;
  let from = 0;
  let here;
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
    let place;
    let next = root;
    for (let act = 1; ; act = plan[at++])
      switch (act) {
        case 0:
          here = [place, next];
          return root;
        case 1:
          place = next;
          // Before what is here changes: then the way from here is lost.
          for (let way; (way = steps[step++]) > 0; )
            next = way === 1 ? next.firstChild : way === 2 ? next.nextSibling : next.parentNode;
          break;
        case 2:
          place.setAttribute(words[plan[at++]], value());
          break;
        case 3:
          place.textContent = value();
          break;
        case 4:
          put(place, value(), null);
          break;
        case 5:
          place.replaceWith(value());
          break;
        case 6:
          place.remove();
          break;
        case 7:
          put(place, value(), place.firstChild);
          break;
        default:
          marked.push(place);
      }
  };
  if (!parent) {
    const root = draw();
    told = (goesOn ? here : []).concat(marked).reverse();
    return root;
  }
  while (at < plan.length) {
    const root = draw();
    if (root.nodeType === Node.DOCUMENT_FRAGMENT_NODE) ends.push(root.firstChild, root.lastChild);
    else ends.push(root);
    parent.insertBefore(root, before);
  }
  told = ends.concat(marked).reverse();
};

export const set_word = (element, name, value) => element.setAttribute(words[name], words[value]);
export const set_words = (element, name, value, otherName, otherValue) => {
  set_word(element, name, value);
  set_word(element, otherName, otherValue);
};
export const set_text = (element, name, value) => element.setAttribute(words[name], value);

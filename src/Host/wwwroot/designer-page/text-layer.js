// Shows Studio's own English labels in Chinese. The package ships no translation, so the texts are replaced where they are
// drawn. What people typed, code, and the bodies of nodes are never touched; nothing that is saved comes from here.
import { isOurs } from './text-places.js';

const ATTRIBUTES = ['placeholder', 'title', 'aria-label'];

export async function translate(root) {
  const answer = await fetch('/designer-page/texts.zh-CN.json');
  const { exact, patterns } = await answer.json();
  const rules = patterns.map(([expression, text]) => [new RegExp(`^${expression}$`), text]);

  visit(root);
  new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === 'childList') change.addedNodes.forEach(visit);
      else if (change.type === 'attributes') replaceAttribute(change.target, change.attributeName);
      else replaceText(change.target);
    }
  }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });

  function visit(node) {
    if (node.nodeType === Node.TEXT_NODE) return replaceText(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let at = node; at; at = walker.nextNode()) {
      if (at.nodeType === Node.TEXT_NODE) replaceText(at);
      else for (const name of ATTRIBUTES) if (at.hasAttribute(name)) replaceAttribute(at, name);
    }
  }

  function replaceText(node) {
    const text = node.nodeValue.trim();
    const chinese = lookUp(text);
    if (chinese !== undefined && isOurs(node.parentElement, text)) node.nodeValue = node.nodeValue.replace(text, () => chinese);
  }

  function replaceAttribute(element, name) {
    const text = element.getAttribute(name)?.trim();
    const chinese = text && lookUp(text);
    if (chinese !== undefined && isOurs(element, text, name)) element.setAttribute(name, chinese);
  }

  function lookUp(text) {
    if (!text || !/[A-Za-z]/.test(text)) return undefined;
    if (Object.hasOwn(exact, text)) return exact[text];
    const rule = rules.find(([expression]) => expression.test(text));
    return rule && text.replace(rule[0], rule[1]);
  }
}

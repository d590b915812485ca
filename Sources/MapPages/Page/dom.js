// The page is one script: each file adds to the same strict scope, in the order in which they are put
// together. Whatever comes from a report reaches the page as text: no markup is ever read from a string.
"use strict";

// An element with its attributes and children. A property that begins with "on" is a listener; `null`,
// `undefined` and `false` leave an attribute or a child out.
function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  append(made, children);
  return made;
}

function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child);
  }
}

// Texts of reports may run from right to left; `bdi` keeps that from turning what stands beside them.
function foreign(text) {
  return element("bdi", null, String(text));
}

// Dates do not break at their hyphens.
function dates(text) {
  return element("bdi", { class: "date-text" }, text);
}

function replaceChildren(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

// Builds a part of the page anew, and gives the focus back to what had it there before.
async function keepingFocus(build) {
  const id = document.activeElement?.id;
  await build();
  if (id && document.activeElement === document.body) byId(id)?.focus();
}

function byId(id) {
  return document.getElementById(id);
}

// Calls a function once for many requests, before the next frame is drawn.
function oncePerFrame(action) {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame((time) => {
      isAsked = false;
      action(time);
    });
  };
}

// Lets the browser draw and answer a person between two pieces of long work.
function pause() {
  return new Promise((resolve) => setTimeout(resolve));
}

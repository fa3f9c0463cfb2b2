// An agency's link, /agency#TOKEN. What stands behind # reaches no server by itself; it is moved into the form's field, and
// out of the address, before anything else.
// @ts-check
const token = location.hash.slice(1);
if (token !== "") {
  history.replaceState(null, "", location.pathname + location.search);
  const field = document.getElementById("token");
  if (field instanceof HTMLInputElement) field.value = token;
}
export {};

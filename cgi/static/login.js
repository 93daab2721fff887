// SPDX-License-Identifier: GPL-3.0-or-later
// The login page in another language at once; the name typed so far comes along.

const language = document.getElementById("lang");
const name = document.getElementById("username");

name.value ||= sessionStorage.getItem("username") ?? "";
sessionStorage.removeItem("username");
if (name.value) document.getElementById("password").focus();

language.addEventListener("change", () => {
  sessionStorage.setItem("username", name.value);
  location.assign(`/astercrm/login.fcgi?lang=${encodeURIComponent(language.value)}`);
});

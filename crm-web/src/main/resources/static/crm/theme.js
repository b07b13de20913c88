// Sets the theme of the device before anything is painted, unless the officer chose one.
(function () {
  var root = document.documentElement;
  if (!root.hasAttribute('data-bs-theme')) {
    var dark = window.matchMedia('(prefers-color-scheme: dark)');
    var follow = function () { root.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light'); };
    follow();
    dark.addEventListener('change', follow);
  }
})();

// The door beyond plain HTML: the field is ready for the next guest, and the camera reads codes.
(function () {
  'use strict';

  var form = document.getElementById('door-form');
  var field = document.getElementById('door-text');
  var walkIn = document.getElementById('walk-in');
  var button = document.getElementById('door-camera');
  var video = document.getElementById('door-video');
  var code = /^[BCDFGHJKLNPRSTVX]{32}$/;

  document.addEventListener('htmx:afterRequest', function (event) {
    var asked = event.detail.requestConfig;
    if (event.detail.elt === form) {
      busy = false;
    }
    if (!asked || asked.verb === 'get') {
      return;
    }
    // A refusal with its reason is shown as any answer is, and is none of success.
    if (!event.detail.successful || event.detail.xhr.status >= 400) {
      // Of a walk-in who was refused what was typed waits to be corrected.
      if (event.detail.elt !== walkIn) {
        field.focus();
      }
      return;
    }
    if (event.detail.elt === walkIn) {
      walkIn.reset();
    }
    // What a name found stays to be chosen from; after all else the next guest begins with an empty field.
    if (event.detail.elt !== form || document.querySelector('#door-live [data-outcome]')) {
      field.value = '';
    }
    // Whatever was done, and wherever it was pressed: what a scanner types next belongs into the field.
    field.focus();
  });

  // A scanner types into whatever has the focus: also where a button had it that is gone, or that takes no letters.
  document.addEventListener('keydown', function (event) {
    var at = document.activeElement;
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[\p{L}\p{N}]$/u.test(event.key)
        || (at && (at.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)))) {
      return;
    }
    field.focus();
  });

  // --- The camera: the browser reads codes itself where it can, else pictures are read by the server ---------------------------
  var stream = null;
  var detector = null;
  var lately = {};
  var busy = false;
  var canvas = document.createElement('canvas');
  var csrf = document.querySelector('meta[name="crm-csrf"]');

  function found(text) {
    var now = Date.now();
    // One guest at a time: another code in sight is read when this one is answered.
    if (busy || !code.test(text) || now - (lately[text] || 0) < 5000) {
      return;
    }
    lately[text] = now;
    busy = true;
    field.value = text;
    form.requestSubmit();
  }

  function readHere() {
    return detector.detect(video).then(function (all) {
      all.forEach(function (one) { found(one.rawValue); });
    });
  }

  function readThere() {
    var scale = Math.min(1, 800 / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
    return new Promise(function (done) { canvas.toBlob(done, 'image/jpeg', 0.8); }).then(function (picture) {
      var body = new FormData();
      body.append('picture', picture, 'door.jpg');
      // A camera that looks on by itself is nobody who uses the session.
      var headers = { 'HX-Request': 'true', 'CRM-Poll': 'true' };
      if (csrf) {
        headers[csrf.dataset.header] = csrf.content;
      }
      return fetch(button.dataset.picture, { method: 'POST', body: body, headers: headers });
    }).then(function (answer) {
      if (answer.status !== 200 && answer.status !== 204) {
        stop();
        document.getElementById('crm-notice').textContent = button.dataset.barred;
      }
      return answer.status === 200 ? answer.text().then(found) : null;
    });
  }

  function look() {
    if (!stream) {
      return;
    }
    var looked = video.videoWidth ? (detector ? readHere() : readThere()) : Promise.resolve();
    looked.catch(function () { /* The next picture may be better. */ }).then(function () {
      window.setTimeout(look, detector ? 150 : 400);
    });
  }

  function stop() {
    if (stream) {
      stream.getTracks().forEach(function (track) { track.stop(); });
    }
    stream = null;
    video.srcObject = null;
    video.hidden = true;
    button.setAttribute('aria-pressed', 'false');
    button.textContent = button.dataset.start;
  }

  function start() {
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } }).then(function (opened) {
      stream = opened;
      video.srcObject = stream;
      video.hidden = false;
      button.setAttribute('aria-pressed', 'true');
      button.textContent = button.dataset.stop;
      return video.play();
    }).then(look, function () {
      stop();
      document.getElementById('crm-notice').textContent = button.dataset.barred;
    });
  }

  if (button && navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    button.hidden = false;
    button.addEventListener('click', function () { stream ? stop() : start(); });
    window.addEventListener('pagehide', stop);
    if ('BarcodeDetector' in window) {
      window.BarcodeDetector.getSupportedFormats().then(function (formats) {
        if (formats.indexOf('qr_code') >= 0) {
          detector = new window.BarcodeDetector({ formats: ['qr_code'] });
        }
      }, function () { /* Then the server reads them. */ });
    }
  }
})();

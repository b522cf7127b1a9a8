; The main job, three times on one photograph: without hints, with hints, with hints and a reference.
; Called by scripts/demo.sh as (demo photo hints reference prefix), all file names.

(define (demo-seconds)
  (let ((now (gettimeofday)))
    (+ (car now) (/ (cadr now) 1000000.0))))

(define (demo-layer image file name)
  (let ((layer (car (gimp-file-load-layer RUN-NONINTERACTIVE image file))))
    (gimp-item-set-name layer name)
    (gimp-image-insert-layer image layer 0 0)
    layer))

; A grayscale image holds no coloured dots, so it becomes RGB first, as for an artist who paints them.
(define (demo-load photo)
  (let ((image (car (gimp-file-load RUN-NONINTERACTIVE photo photo))))
    (if (= (car (gimp-image-base-type image)) GRAY)
        (gimp-image-convert-rgb image))
    image))

(define (demo photo hints-file reference-file prefix)
  (let* ((image (demo-load photo))
         (photograph (car (gimp-image-get-active-layer image)))
         (hints (demo-layer image hints-file "hints"))
         (reference (demo-layer image reference-file "reference")))
    (for-each
      (lambda (run)
        (let* ((start (demo-seconds))
               (layer (car (chromadot-colorize RUN-NONINTERACTIVE image photograph
                             (if (cadr run) hints -1) (if (caddr run) reference -1)
                             0 100 "auto" "" 0 "" "")))
               (seconds (- (demo-seconds) start))
               (file (string-append prefix "-" (car run) ".png")))
          (file-png-save RUN-NONINTERACTIVE image layer file file FALSE 9 FALSE FALSE FALSE FALSE FALSE)
          (gimp-image-remove-layer image layer)
          (gimp-message (string-append "DEMO " file " " (number->string seconds)))))
      '(("automatic" #f #f) ("hints" #t #f) ("hints-reference" #t #t)))
    (gimp-image-delete image)))

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.processor.reports.enums.JobEndStatus;

/** Validates the files given as arguments: a line for each that fails, then how many pass. See verapdf beside it. */
class VeraCheck {
    static final String FOLDER = "/org/verapdf/pdfa/validation/"; // the profiles inside the engine's jar
    static final Map<String, String> PROFILES = Map.of("PDF/UA-1", "PDFUA-1.xml", "PDF/A-2a", "PDFA-2A.xml");

    public static void main(String[] paths) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF); // what the parser mends on the way is no verdict
        VeraGreenfieldFoundryProvider.initialise();
        int failing = 0;
        for (String path : paths) {
            List<String> faults = new ArrayList<>();
            for (String name : List.of("PDF/UA-1", "PDF/A-2a")) {
                faults.addAll(faults(new File(path), name));
            }
            if (!faults.isEmpty()) {
                failing++;
                System.out.println("FAIL " + path + ": " + String.join("; ", faults));
            }
        }
        String passing = failing == 0 ? "" + paths.length : paths.length - failing + " of " + paths.length;
        System.out.println(passing + " files pass PDF/UA-1 and PDF/A-2a");
        System.exit(failing == 0 ? 0 : 1);
    }

    static List<String> faults(File file, String name) {
        List<String> faults = new ArrayList<>();
        try (InputStream xml = Foundries.class.getResourceAsStream(FOLDER + PROFILES.get(name))) {
            ValidationProfile profile = Profiles.profileFromXml(xml);
            try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
                ValidationResult result = validator.validate(parser);
                if (result.getJobEndStatus() != JobEndStatus.NORMAL || result.getTotalAssertions() == 0) {
                    faults.add(name + " was not checked to the end: " + result.getJobEndStatus());
                }
                for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
                    RuleId rule = failed.getKey();
                    String why = profile.getRuleByRuleId(rule).getDescription().replaceAll("\\s+", " ");
                    faults.add(String.format("%s clause %s test %d, %d x: %s",
                            name, rule.getClause(), rule.getTestNumber(), failed.getValue(), why));
                }
                if (faults.isEmpty() && !result.isCompliant()) {
                    faults.add(name + " is refused without a clause");
                }
            }
        } catch (Exception error) {
            faults.add(name + " cannot be checked: " + error);
        }
        return faults;
    }
}
